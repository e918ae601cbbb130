// Scenario `table`: look-ups in a decision table of 16,000 rows, of all rows mixed, of the first row only and of the last row only.
#include "common/columnar_rules.hpp"
#include "common/scenario.hpp"
#include "table/hand_written.hpp"

#include <barem/barem.hpp>
#include <barem/record_data.hpp>

#include <memory>

namespace barem_bench {

using namespace table;

namespace {

enum class which { mixed, first, last };

struct workload {
    workload(which rows_of_table, std::size_t rows) : out(rows) {
        for (std::size_t i = 0; i < rows; ++i) {
            draw random(2419, i);
            auto const any = static_cast<std::size_t>(random.between(0, static_cast<int>(all_rows) - 1));
            records.push_back(record_in(rows_of_table == which::mixed ? any : rows_of_table == which::first ? 0 : all_rows - 1, random));
            in.add(records.back());
        }
    }
    std::vector<record> records;
    columns_of_records in;
    std::vector<std::int16_t> out;
};

std::uint64_t sum_of(std::vector<std::int16_t> const& points, std::size_t rows) {
    checksum all;
    for (std::size_t i = 0; i < rows; ++i) all.add(static_cast<std::uint64_t>(points[i]));
    return all.value();
}

std::vector<barem::record> records_of(barem::ruleset const& rules, workload const& data, std::size_t rows) {
    auto const shape = rules.shape();
    auto const& kind = shape.root();
    std::vector<barem::record> made;
    for (std::size_t i = 0; i < rows; ++i) {
        auto const& r = data.records[i];
        barem::record_data one;
        one.values.resize(kind.values);
        auto const set = [&](char const* field, barem::value value) { one.values[kind.find(field)->slot] = std::move(value); };
        set("id", std::to_string(i));
        set("region", barem::word{r.region});
        set("kind", barem::word{r.kind});
        set("category", barem::number(r.category));
        set("urban", r.urban != 0);
        set("amount", barem::number(r.amount));
        set("age", barem::number(r.age));
        made.push_back(rules.accept(std::move(one)).value());
    }
    return made;
}

void add(barem::ruleset const& rules, which of, std::string const& suffix, std::size_t rows, std::size_t few,
         std::uint64_t expected, std::uint64_t expected_of_few) {
    auto const data = std::make_shared<workload>(of, rows);
    auto const hand = std::make_shared<fees>();
    auto const name = [&](char const* contender) { return std::string("table/") + contender + suffix; };
    register_contender({name("hand_written"),
                        rows,
                        [=] { hand->look_up(data->in, rows, data->out.data()); },
                        [=] { return sum_of(data->out, rows); },
                        expected,
                        {},
                        0});

    auto const records = std::make_shared<std::vector<barem::record>>(records_of(rules, *data, few));
    auto const sum = std::make_shared<checksum>();
    register_contender(
        {name("barem_scalar"),
         few,
         [=] {
             *sum = {};
             for (auto const& r : *records)
                 sum->add(static_cast<std::uint64_t>(*std::get<barem::number>(rules.score(r)->values()[0]).to_int64()));
         },
         [=] { return sum->value(); },
         expected_of_few,
         {},
         0});

    auto const program = std::make_shared<columnar_rules>(rules);
    auto const shape = std::make_shared<barem::roster_shape>(rules.shape());
    auto const in = std::make_shared<column_set>(*shape, rows);
    in->vouch(true);
    in->values("region", data->in.region.data());
    in->values("kind", data->in.kind.data());
    in->values("category", data->in.category.data());
    in->truths("urban", data->in.urban.data());
    in->values("amount", data->in.amount.data());
    in->values("age", data->in.age.data());
    for (unsigned const threads : {1u, 2u}) {
        auto const out = std::make_shared<columnar_rules::results>(rows);
        auto const sum_columns = [=] {
            checksum all;
            for (std::size_t i = 0; i < rows; ++i) all.add(static_cast<std::uint64_t>(out->at(0, i).count / out->at(0, i).denominator));
            return out->any_fell_back() ? 0 : all.value();
        };
        register_contender({name("barem_columnar") + "_" + std::to_string(threads), rows,
                            [=] { (void)data, (void)shape, program->run(in->view(), threads, *out); }, sum_columns,
                            expected, program->refused(), program->operations()});
    }
}

}  // namespace

void register_scenario(run_options const& options) {
    std::size_t const rows = options.brief ? 100'000 : 1'000'000, few = options.brief ? 100 : 1'000;
    auto const rules = barem::compile(rule_set(all_rows)).value();
    auto const mixed = [](std::size_t n) {
        return expected_of({{100, 0x5763851430e13f6b},
                            {1'000, 0xc18c1548f005cd59},
                            {100'000, 0x06bcb7672cf4e49a},
                            {1'000'000, 0x475fce695122971a}},
                           n);
    };
    auto const first = [](std::size_t n) {
        return expected_of({{100, 0xd61ea6725f9db84b},
                            {1'000, 0x9a8e46db692f1036},
                            {100'000, 0xff10ed1430f04b11},
                            {1'000'000, 0xd1635783c1f01266}},
                           n);
    };
    auto const last = [](std::size_t n) {
        return expected_of({{100, 0xf7569f63f6786096},
                            {1'000, 0x8342ce56cd707313},
                            {100'000, 0x912364f1c0af6b54},
                            {1'000'000, 0xc0c5a1ba8709a19f}},
                           n);
    };
    add(rules, which::mixed, "", rows, few, mixed(rows), mixed(few));
    add(rules, which::first, "_first_row", rows, few, first(rows), first(few));
    add(rules, which::last, "_last_row", rows, few, last(rows), last(few));
}

}  // namespace barem_bench
