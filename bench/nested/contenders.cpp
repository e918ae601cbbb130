// Scenario `nested`: the whole record of Việt Yên, with all outputs but the rank.
#include "common/columnar_rules.hpp"
#include "common/scenario.hpp"
#include "nested/hand_written.hpp"
#include "nested/records.hpp"

#include <barem/barem.hpp>

#include <algorithm>
#include <memory>

namespace barem_bench {

using namespace nested;

namespace {

std::uint64_t sum_of(std::vector<result> const& results) {
    checksum all;
    for (auto const& r : results) {
        all.add_fraction(r.base, point);
        all.add_fraction(r.bonus, point);
        all.add_fraction(r.adhoc_points, 1);
        all.add_fraction(r.deduction, 1);
        all.add_fraction(r.total, point);
        all.add_fraction(100 * r.failed, r.indicators);
        all.add_fraction(100 * r.exceeded, r.indicators);
        all.add_fraction(r.rating, 1);
        all.add_fraction(r.consequence, 1);
    }
    return all.value();
}

void add_to(checksum& all, barem::outcome const& o, std::int64_t indicators) {
    auto const fraction = [&](char const* name, std::int64_t denominator) {
        all.add_fraction(*(std::get<barem::number>(o[name]) * barem::number(denominator)).to_int64(), denominator);
    };
    for (auto const* name : {"base", "bonus", "adhoc_points", "deduction", "total"}) fraction(name, point);
    fraction("failed_share", indicators);
    fraction("exceeded_share", indicators);
    all.add_fraction(std::get<barem::word>(o["rating"]).index, 1);
    all.add_fraction(std::get<barem::word>(o["consequence"]).index, 1);
}

std::uint64_t sum_of(columnar_rules::results const& found, std::size_t rows) {
    checksum all;
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t output = 0; output < 9; ++output) all.add_fraction(found.at(output, i).count, found.at(output, i).denominator);
    return found.any_fell_back() ? 0 : all.value();
}

}  // namespace

void register_scenario(run_options const& options) {
    std::size_t const heads = options.brief ? 2'000 : 20'000, few = options.brief ? 20 : 200;
    auto const expect = [](std::size_t n) {
        return expected_of({{20, 0xacddf16f36f9154a},
                            {200, 0xd29c3869405a3b2c},
                            {2'000, 0x3962d075e8668c01},
                            {20'000, 0x4afcc05d0e443de7}},
                           n);
    };
    auto const expected = expect(heads);
    auto const data = std::make_shared<roster>(draw_roster(heads));
    auto const out = std::make_shared<std::vector<result>>(heads);
    auto const sum = [out] { return sum_of(*out); };
    register_contender({"nested/hand_written", heads, [=] { score_columns(*data, out->data()); }, sum, expected, {}, 0});
    auto const structs = std::make_shared<std::vector<head_struct>>(structs_of(*data));
    register_contender({"nested/hand_written_structs", heads, [=] { score_structs(*structs, out->data()); }, sum, expected, {}, 0});

    auto const rules = barem::compile_file(BAREM_SOURCE_DIR "/rulesets/viet-yen-2015/viet-yen-2015.barem").value();
    auto const records = std::make_shared<std::vector<barem::record>>(records_of(rules, *data, few));
    auto const scalar_sum = std::make_shared<checksum>();
    register_contender({"nested/barem_scalar",
                        few,
                        [=] {
                            *scalar_sum = {};
                            for (std::size_t i = 0; i < few; ++i)
                                add_to(*scalar_sum, *rules.score((*records)[i]),
                                       data->indicators[data->tasks[i + 1]] - data->indicators[data->tasks[i]]);
                        },
                        [=] { return scalar_sum->value(); },
                        expect(few),
                        {},
                        0});

    auto const program = std::make_shared<columnar_rules>(rules);
    auto const columns = std::make_shared<roster_columns>(rules, *data);
    for (unsigned const threads : {1u, 2u}) {
        auto const results = std::make_shared<columnar_rules::results>(heads);
        register_contender({"nested/barem_columnar_" + std::to_string(threads), heads,
                            [=] { (void)data, program->run(columns->view(), threads, *results); }, [=] { return sum_of(*results, heads); }, expected,
                            program->refused(), program->operations()});
    }
}

}  // namespace barem_bench
