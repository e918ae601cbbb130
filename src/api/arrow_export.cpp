#include <barem/arrow.hpp>

#include "api/implementation.hpp"
#include "number/large.hpp"

#include <fmt/format.h>

#include <cstring>
#include <deque>
#include <limits>
#include <string>

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

using program::type_kind;

/// Everything of one export. The schema, the array and each of their children hold it: a child may be moved away and released on its own.
struct exported {
    std::deque<std::string> texts;
    std::deque<std::vector<std::byte>> memory;
    std::deque<std::vector<void const*>> buffers;
    std::deque<ArrowSchema> schemas;
    std::deque<ArrowArray> arrays;
    std::vector<ArrowSchema*> child_schemas;
    std::vector<ArrowArray*> child_arrays;
};

template <typename Struct>
void release(Struct* s) {
    for (std::int64_t c = 0; c != s->n_children; ++c)
        if (s->children[c]->release != nullptr) s->children[c]->release(s->children[c]);
    if (s->dictionary != nullptr && s->dictionary->release != nullptr) s->dictionary->release(s->dictionary);
    s->release = nullptr;
    delete static_cast<std::shared_ptr<exported>*>(s->private_data);
}

template <typename T>
std::span<T> allocate(exported& in, std::size_t count) {
    auto& block = in.memory.emplace_back((count + 1) * sizeof(T));
    return {reinterpret_cast<T*>(block.data()), count};
}

ArrowSchema new_schema(std::shared_ptr<exported> const& in, std::string format, std::string name, std::int64_t flags) {
    ArrowSchema made{};
    made.format = in->texts.emplace_back(std::move(format)).c_str();
    made.name = in->texts.emplace_back(std::move(name)).c_str();
    made.flags = flags;
    made.release = release<ArrowSchema>;
    made.private_data = new std::shared_ptr<exported>(in);
    return made;
}

/// `given`: null, or the validity bitmap.
ArrowArray new_array(std::shared_ptr<exported> const& in, std::size_t rows, std::vector<void const*> buffers) {
    ArrowArray made{};
    made.length = static_cast<std::int64_t>(rows);
    made.null_count = buffers[0] == nullptr ? 0 : -1;
    auto& kept = in->buffers.emplace_back(std::move(buffers));
    made.n_buffers = static_cast<std::int64_t>(kept.size());
    made.buffers = kept.data();
    made.release = release<ArrowArray>;
    made.private_data = new std::shared_ptr<exported>(in);
    return made;
}

/// Texts: offsets and bytes.
template <typename Offset>
std::vector<void const*> offsets_and_bytes(exported& in, void const* given, std::span<std::string const> texts, std::size_t size) {
    auto const offsets = allocate<Offset>(in, texts.size() + 1);
    auto const bytes = allocate<char>(in, size);
    std::size_t end = 0;
    for (std::size_t i = 0; i != texts.size(); ++i) {
        if (!texts[i].empty()) std::memcpy(bytes.data() + end, texts[i].data(), texts[i].size());
        offsets[i + 1] = static_cast<Offset>(end += texts[i].size());
    }
    return {given, offsets.data(), bytes.data()};
}

/// As utf8, `format`; as large_utf8 where that is too small.
std::vector<void const*> text_buffers(exported& in, void const* given, std::span<std::string const> texts, std::string& format) {
    std::size_t size = 0;
    for (auto const& t : texts) size += t.size();
    bool const is_small = size <= std::numeric_limits<std::int32_t>::max();
    format = is_small ? "u" : "U";
    return is_small ? offsets_and_bytes<std::int32_t>(in, given, texts, size) : offsets_and_bytes<std::int64_t>(in, given, texts, size);
}

/// One output: the memory that the scorer writes, which becomes the array's.
struct column {
    program::member const* member = nullptr;
    unsigned digits = 0;
    std::span<std::uint8_t> given;
    std::span<int128> counts;               ///< numbers
    std::span<std::int32_t> integers;       ///< dates, words
    std::span<std::uint8_t> bits;
    std::vector<std::string> texts;
};

column start(exported& in, program::member const& m, unsigned digits, std::size_t rows, batch_outputs& outputs) {
    column made{&m, digits, allocate<std::uint8_t>(in, rows / 8 + 1), {}, {}, {}, {}};
    switch (m.type.kind) {
        case type_kind::number:
            made.counts = allocate<int128>(in, rows);
            outputs.set(m.name, output_view{output_view::form::i128, made.counts.data(), nullptr, rows, made.given.data()});
            break;
        case type_kind::truth:
            made.bits = allocate<std::uint8_t>(in, rows / 8 + 1);
            outputs.set(m.name, into_truth_bits(made.bits.data(), rows).where(made.given));
            break;
        case type_kind::text:
            made.texts.resize(rows);
            outputs.set(m.name, into_texts(made.texts).where(made.given));
            break;
        default:
            made.integers = allocate<std::int32_t>(in, rows);
            outputs.set(m.name, into_counts(made.integers).where(made.given));
    }
    return made;
}

void finish(program::program const& rules, std::shared_ptr<exported> const& in, column& c, std::size_t rows) {
    auto const& m = *c.member;
    void const* given = c.given.data();
    std::string format;
    std::vector<void const*> buffers;
    if (m.type.kind == type_kind::number) {
        format = fmt::format("d:38,{}", c.digits);
        buffers = {given, c.counts.data()};
    } else if (m.type.kind == type_kind::truth) {
        format = "b";
        buffers = {given, c.bits.data()};
    } else if (m.type.kind == type_kind::text) {
        buffers = text_buffers(*in, given, c.texts, format);
    } else {
        format = m.type.kind == type_kind::date ? "tdD" : "i";
        buffers = {given, c.integers.data()};
    }
    auto& schema = in->schemas.emplace_back(new_schema(in, format, m.name, ARROW_FLAG_NULLABLE));
    auto& array = in->arrays.emplace_back(new_array(in, rows, std::move(buffers)));
    if (m.type.kind == type_kind::word) {
        std::vector<std::string> words;
        for (auto const& w : rules.enums[m.type.of].words) words.push_back(w.name);
        auto held = text_buffers(*in, nullptr, words, format);
        schema.dictionary = &in->schemas.emplace_back(new_schema(in, format, "", 0));
        array.dictionary = &in->arrays.emplace_back(new_array(in, words.size(), std::move(held)));
        if (rules.enums[m.type.of].ordered) schema.flags |= ARROW_FLAG_DICTIONARY_ORDERED;
    }
    in->child_schemas.push_back(&schema);
    in->child_arrays.push_back(&array);
}

}  // namespace

result<batch_result, issues> score_arrow(batch_scorer& scorer, ArrowSchema const& schema, ArrowArray const& array, ArrowSchema& out_schema,
                                         ArrowArray& out_array, batch_options const& options) {
    auto read = import_arrow(schema, array);
    if (!read) return std::move(read.error());
    auto const& rules = scorer.rules().inner().rules();
    auto const& kind = rules.records[rules.roster_record];
    std::size_t const rows = read->columns.rows();
    auto const in = std::make_shared<exported>();
    std::vector<row_status> status(rows);
    batch_outputs outputs;
    outputs.set_status(status);
    std::deque<column> columns;
    for (auto const& o : kind.outputs) columns.push_back(start(*in, kind.members[o.member], o.digits, rows, outputs));
    auto scored = scorer.score(read->columns, outputs, options);
    if (!scored) return scored;
    for (auto& c : columns) finish(rules, in, c, rows);
    auto const given = allocate<std::uint8_t>(*in, rows / 8 + 1);
    for (std::size_t row = 0; row != rows; ++row)
        if (status[row] == row_status::scored) given[row / 8] = static_cast<std::uint8_t>(given[row / 8] | 1U << row % 8);
    out_schema = new_schema(in, "+s", "", 0);
    out_schema.n_children = static_cast<std::int64_t>(in->child_schemas.size());
    out_schema.children = in->child_schemas.data();
    if (!scored->rejected.empty()) out_schema.flags |= ARROW_FLAG_NULLABLE;
    out_array = new_array(in, rows, {scored->rejected.empty() ? nullptr : given.data()});
    out_array.n_children = static_cast<std::int64_t>(in->child_arrays.size());
    out_array.children = in->child_arrays.data();
    return scored;
}

}  // namespace barem
