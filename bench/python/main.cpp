// The batch of overhead.py in C++: bench_python RULES ROWS, where ROWS has a line of `id<TAB>written<TAB>oral<TAB>excused` for each record, numbers in
// tenths. Prints for each form of the batch the nanoseconds of the processor that a row took: the least of three runs.
#include <barem/arrow.hpp>
#include <barem/barem.hpp>
#include <barem/roster.hpp>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <functional>
#include <limits>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct row {
    std::string id;
    int written = 0, oral = 0;
    bool excused = false;
};

std::vector<row> read_rows(char const* path) {
    std::ifstream file(path);
    std::vector<row> made;
    for (row r; std::getline(file, r.id, '\t') && file >> r.written >> r.oral >> r.excused; file.ignore(1)) made.push_back(r);
    if (made.empty()) throw std::runtime_error(std::string(path) + ": expected rows, found none");
    return made;
}

std::string json_of(row const& r) {
    auto const number = [](int tenths) { return std::to_string(tenths / 10) + "." + std::to_string(tenths % 10); };
    return R"({"id":")" + r.id + R"(","written":)" + number(r.written) + R"(,"oral":)" + number(r.oral) + R"(,"excused":)" + (r.excused ? "true" : "false") + "}";
}

/// The rows as the Arrow batch that pyarrow has: utf8, decimal128(38, 1) twice, bool.
class arrow_batch {
public:
    explicit arrow_batch(std::vector<row> const& rows) {
        offsets_.push_back(0);
        bits_.resize(rows.size() / 8 + 1);
        for (std::size_t i = 0; i != rows.size(); ++i) {
            ids_ += rows[i].id;
            offsets_.push_back(static_cast<std::int32_t>(ids_.size()));
            written_.insert(written_.end(), {rows[i].written, 0});
            oral_.insert(oral_.end(), {rows[i].oral, 0});
            bits_[i / 8] |= static_cast<std::uint8_t>(rows[i].excused << i % 8);
        }
        auto const count = static_cast<std::int64_t>(rows.size());
        add("id", "u", {nullptr, offsets_.data(), ids_.data()}, count);
        add("written", "d:38,1", {nullptr, written_.data()}, count);
        add("oral", "d:38,1", {nullptr, oral_.data()}, count);
        add("excused", "b", {nullptr, bits_.data()}, count);
        for (std::size_t i = 0; i != columns; ++i) {
            children_[i].buffers = buffers_[i];
            child_[i] = &children_[i];
            child_schema_[i] = &child_schemas_[i];
        }
        schema.format = "+s";
        schema.n_children = array.n_children = columns;
        schema.children = child_schema_;
        array.children = child_;
        array.length = count;
        array.n_buffers = 1;
        array.buffers = none_;
        schema.release = [](ArrowSchema*) {};
        array.release = [](ArrowArray*) {};
    }
    arrow_batch(arrow_batch const&) = delete;
    arrow_batch& operator=(arrow_batch const&) = delete;

    ArrowSchema schema{};
    ArrowArray array{};

private:
    static constexpr std::size_t columns = 4;

    void add(char const* name, char const* format, std::vector<void const*> const& buffers, std::int64_t count) {
        child_schemas_[made_].name = name;
        child_schemas_[made_].format = format;
        child_schemas_[made_].release = [](ArrowSchema*) {};
        children_[made_].length = count;
        children_[made_].n_buffers = static_cast<std::int64_t>(buffers.size());
        children_[made_].release = [](ArrowArray*) {};
        std::ranges::copy(buffers, buffers_[made_++]);
    }

    std::string ids_;
    std::vector<std::int32_t> offsets_;
    std::vector<std::int64_t> written_, oral_;      // the low and the high half of each
    std::vector<std::uint8_t> bits_;
    std::size_t made_ = 0;
    void const* buffers_[columns][3]{};
    void const* none_[1]{};
    ArrowArray children_[columns]{};
    ArrowArray* child_[columns]{};
    ArrowSchema child_schemas_[columns]{};
    ArrowSchema* child_schema_[columns]{};
};

/// `what` says how many rows it scored.
void measure(char const* form, std::size_t rows, std::function<std::size_t()> const& what) {
    auto least = std::numeric_limits<double>::max();
    for (int run = 0; run != 3; ++run) {
        auto const began = std::clock();
        if (what() != rows) throw std::runtime_error(std::string(form) + ": rows were rejected");
        least = std::min(least, static_cast<double>(std::clock() - began) / CLOCKS_PER_SEC);
    }
    std::printf("%s\t%.1f\n", form, least / static_cast<double>(rows) * 1e9);
}

std::size_t score(barem::batch_scorer& scorer, arrow_batch const& batch) {
    ArrowSchema schema{};
    ArrowArray array{};
    auto const scored = barem::score_arrow(scorer, batch.schema, batch.array, schema, array);
    if (!scored) throw std::runtime_error(barem::to_text(scored.error()));
    auto const sound = static_cast<std::size_t>(array.length) - scored->rejected.size();
    schema.release(&schema);
    array.release(&array);
    return sound;
}

std::size_t score(barem::ruleset const& rules, std::vector<std::string> const& lines) {
    barem::roster roster(rules);
    for (auto const& line : lines)
        if (auto const added = roster.add_json(line); !added) throw std::runtime_error(barem::to_text(added.error()));
    return roster.finish().size();
}

void run(char const* rules_file, char const* rows_file) {
    auto const compiled = barem::compile_file(rules_file);
    if (!compiled) throw std::runtime_error(compiled.error().to_text());
    auto const& rules = compiled.value();
    auto const rows = read_rows(rows_file);
    std::vector<std::string> lines;
    for (auto const& r : rows) lines.push_back(json_of(r));
    arrow_batch const batch(rows);
    barem::batch_scorer scorer(rules);
    measure("tables", rows.size(), [&] { return score(scorer, batch); });
    measure("roster", rows.size(), [&] { return score(rules, lines); });
    measure("records", rows.size(), [&] {
        return static_cast<std::size_t>(std::ranges::count_if(lines, [&](std::string const& line) { return rules.score_json(line).has_value(); }));
    });
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        std::fputs("usage: bench_python RULES ROWS\n", stderr);
        return 2;
    }
    try {
        run(argv[1], argv[2]);
    } catch (std::exception const& why) {
        std::fprintf(stderr, "bench_python: %s\n", why.what());
        return 1;
    }
}
