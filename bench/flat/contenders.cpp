// Scenario `flat`: a million heads in columns in memory.
#include "common/columnar_rules.hpp"
#include "common/filling.hpp"
#include "common/scenario.hpp"
#include "flat/hand_written.hpp"

#include <barem/barem.hpp>

#include <memory>
#include <thread>

namespace barem_bench {

using namespace flat;

namespace {

std::uint64_t word_of(std::int64_t total, std::uint64_t failed, std::uint64_t exceeded, std::uint64_t rating) {
    return static_cast<std::uint64_t>(static_cast<std::uint16_t>(total)) << 24 | failed << 16 | exceeded << 8 | rating;
}

/// Columns of T to read, and of Total and Count to write.
template <typename T, typename Total, typename Count>
struct workload {
    explicit workload(std::size_t rows) : in(draw_columns<T>(rows)), total(rows), failed(rows), exceeded(rows), rating(rows) {
        for (auto const& column : in) pointers.push_back(column.data());
    }
    [[nodiscard]] result_columns<Total, Count> out() { return {total.data(), failed.data(), exceeded.data(), rating.data()}; }
    [[nodiscard]] std::uint64_t sum() const {
        checksum all;
        for (std::size_t i = 0; i < total.size(); ++i)
            all.add(word_of(total[i], static_cast<std::uint64_t>(failed[i]), static_cast<std::uint64_t>(exceeded[i]),
                            static_cast<std::uint64_t>(rating[i])));
        return all.value();
    }
    std::vector<std::vector<T>> in;
    std::vector<T const*> pointers;
    std::vector<Total> total;
    std::vector<Count> failed, exceeded, rating;
};
using narrow = workload<std::uint8_t, std::int16_t, std::uint8_t>;

struct structs {
    explicit structs(std::size_t rows) : in(rows), out(rows) {
        for (std::size_t i = 0; i < rows; ++i) in[i] = draw_row(i);
    }
    [[nodiscard]] std::uint64_t sum() const {
        checksum all;
        for (auto const& r : out) all.add(word_of(r.total, r.failed, r.exceeded, r.rating));
        return all.value();
    }
    std::vector<row> in;
    std::vector<result> out;
};

/// The rows as records of the rule set, for the scalar executor.
std::vector<barem::record> records_of(barem::ruleset const& rules, std::size_t rows) {
    auto const shape = rules.shape();
    auto const& head = shape.root();
    std::vector<barem::record> made;
    for (std::size_t i = 0; i < rows; ++i) {
        auto const one = draw_row(i);
        barem::record_data data;
        data.values.resize(head.values);
        data.values[head.find("id")->slot] = "H" + std::to_string(i);
        for (std::size_t c = 0; c < columns; ++c) {
            auto const* field = head.find(names()[c]);
            data.values[field->slot] = field->kind == barem::field_kind::truth ? barem::value(one[c] != 0) : barem::value(barem::number(one[c]));
        }
        made.push_back(rules.accept(std::move(data)).value());
    }
    return made;
}

std::uint64_t word_of(barem::outcome const& o) {
    auto const whole = [&](std::size_t i) { return *std::get<barem::number>(o.values()[i]).to_int64(); };
    return word_of(whole(0), static_cast<std::uint64_t>(whole(1)), static_cast<std::uint64_t>(whole(2)), std::get<barem::word>(o.values()[3]).index);
}

template <typename Data>
void add(char const* name, std::shared_ptr<Data> data, std::size_t rows, std::uint64_t expected, std::function<void(Data&)> run) {
    register_contender({std::string("flat/") + name, rows, [data, run] { run(*data); }, [data] { return data->sum(); }, expected, {}, 0});
}

std::uint64_t sum_of(columnar_rules::results const& found, std::size_t rows) {
    checksum all;
    for (std::size_t i = 0; i < rows; ++i) {
        auto const whole = [&](std::size_t output) {
            auto const f = found.at(output, i);
            return f.count / f.denominator;
        };
        auto const small = [&](std::size_t output) { return static_cast<std::uint64_t>(whole(output)); };
        all.add(word_of(whole(0), small(1), small(2), small(3)));
    }
    return found.any_fell_back() ? 0 : all.value();
}

/// `own`: in the columns of the hand-written contender, bytes that are checked as they are read; else as readers make them, packed and vouched for.
void add_columnar(barem::ruleset const& rules, std::shared_ptr<narrow> data, bool own, std::size_t rows, std::uint64_t expected) {
    auto const program = std::make_shared<columnar_rules>(rules);
    auto const shape = std::make_shared<barem::roster_shape>(rules.shape());
    auto const in = std::make_shared<column_set>(*shape, rows);
    auto const bits = std::make_shared<std::vector<std::vector<std::uint8_t>>>();
    in->vouch(!own);
    for (std::size_t c = 0; c < columns; ++c) {
        bool const truth = shape->root().find(names()[c])->kind == barem::field_kind::truth;
        if (truth && own) in->truths(names()[c], data->in[c].data());
        else if (truth) in->packed_truths(names()[c], bits->emplace_back(packed(data->in[c])).data());
        else in->values(names()[c], data->in[c].data());
    }
    for (unsigned const threads : {1u, 2u}) {
        auto const out = std::make_shared<columnar_rules::results>(rows);
        auto const name = std::string(own ? "flat/barem_columnar_own_columns_" : "flat/barem_columnar_") + std::to_string(threads);
        register_contender({name, rows, [=] { (void)bits, (void)shape, program->run(in->view(), threads, *out); }, [=] { return sum_of(*out, rows); },
                            expected, program->refused(), program->operations()});
    }
}

}  // namespace

void register_scenario(run_options const& options) {
    std::size_t const rows = options.brief ? 100'000 : 1'000'000;
    auto const expect = [](std::size_t n) {
        return expected_of({{1'000, 0xe9f23764b964a8c7},
                            {10'000, 0x103cabb043f0c8d2},
                            {100'000, 0x08da961b860a19fa},
                            {1'000'000, 0x4ba2732b0026dc5b}},
                           n);
    };
    auto const data = std::make_shared<narrow>(rows);
    auto const expected = expect(rows);
    add<narrow>("hand_written", data, rows, expected, [rows](narrow& d) { score_narrow(d.pointers.data(), rows, d.out()); });
    add<narrow>("hand_written_2", data, rows, expected, [rows](narrow& d) {
        auto const half = rows / 2;
        std::jthread const other([&] {
            auto in = d.pointers;
            for (auto& p : in) p += half;
            score_narrow(in.data(), rows - half, {d.total.data() + half, d.failed.data() + half, d.exceeded.data() + half, d.rating.data() + half});
        });
        score_narrow(d.pointers.data(), half, d.out());
    });
    auto const i32 = std::make_shared<workload<std::int32_t, std::int32_t, std::int32_t>>(rows);
    add<workload<std::int32_t, std::int32_t, std::int32_t>>("hand_written_i32", i32, rows, expected,
                                                            [rows](auto& d) { score_i32(d.pointers.data(), rows, d.out()); });
    auto const i64 = std::make_shared<workload<std::int64_t, std::int64_t, std::int64_t>>(rows);
    add<workload<std::int64_t, std::int64_t, std::int64_t>>("hand_written_i64", i64, rows, expected,
                                                            [rows](auto& d) { score_i64(d.pointers.data(), rows, d.out()); });
    auto const by_rows = std::make_shared<structs>(rows);
    add<structs>("hand_written_structs_branches", by_rows, rows, expected,
                 [rows](structs& d) { score_structs_branches(d.in.data(), rows, d.out.data()); });
    add<structs>("hand_written_structs_lookup", by_rows, rows, expected,
                 [rows](structs& d) { score_structs_lookup(d.in.data(), rows, d.out.data()); });
    register_contender({"flat/reading_alone", rows, [data, rows] { benchmark::DoNotOptimize(read_bytes(data->pointers.data(), rows)); },
                        [] { return std::uint64_t{0}; }, 0, {}, 0});

    auto const rules = barem::compile_file(BAREM_SOURCE_DIR "/bench/flat/flat.barem").value();
    std::size_t const few = options.brief ? 1'000 : 10'000;   // the scalar executor is slow enough to be measured on these
    auto const records = std::make_shared<std::vector<barem::record>>(records_of(rules, few));
    auto const sum = std::make_shared<checksum>();
    register_contender({"flat/barem_scalar", few,
                        [=] {
                            *sum = {};
                            for (auto const& record : *records) sum->add(word_of(*rules.score(record)));
                        },
                        [sum] { return sum->value(); }, expect(few), {}, 0});
    add_columnar(rules, data, false, rows, expected);
    add_columnar(rules, data, true, rows, expected);
}

}  // namespace barem_bench
