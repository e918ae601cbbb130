// Scenario `criteria`: the regulation of Hớn Quản, whole.
#include "common/columnar_rules.hpp"
#include "common/filling.hpp"
#include "common/scenario.hpp"
#include "criteria/roster.hpp"

#include <barem/barem.hpp>

#include <deque>
#include <memory>

namespace barem_bench {

using namespace criteria;

namespace {

std::uint64_t sum_of(std::vector<result> const& results) {
    checksum all;
    for (auto const& r : results) {
        all.add_fraction(100 * r.unmet, r.criteria);
        all.add_fraction(100 * r.done, r.targets);
        for (auto const v : {r.rating, r.disqualified, r.transfer}) all.add_fraction(v, 1);
    }
    return all.value();
}

std::uint64_t sum_of(columnar_rules::results const& found, std::size_t rows) {
    checksum all;
    for (std::size_t i = 0; i < rows; ++i)
        for (std::size_t output = 0; output < 5; ++output) all.add_fraction(found.at(output, i).count, found.at(output, i).denominator);
    return found.any_fell_back() ? 0 : all.value();
}

std::vector<barem::record> records_of(barem::ruleset const& rules, roster const& in, std::size_t heads) {
    auto const shape = rules.shape();
    std::vector<barem::record> made;
    for (std::size_t h = 0; h < heads; ++h) {
        filling head(shape, "head");
        head.set("id", std::to_string(h));
        head.of_words("role", in.role[h]);
        head.of_words("advises", in.advises[h]);
        head.set("index", barem::number::ratio(in.index[h], 100));
        if (in.advises[h]) head.set("field_index", barem::number::ratio(in.field_index[h], 100));
        head.set("targets", barem::number(in.targets[h]));
        head.set("targets_done", barem::number(in.targets_done[h]));
        head.truth("ideology_breach", in.ideology_breach[h]);
        head.truth("corruption", in.corruption[h]);
        head.truth("disciplined", in.disciplined[h]);
        head.truth("serious_breach", in.serious_breach[h]);
        head.truth("shielding", in.shielding[h]);
        head.set("year", barem::number(year_assessed));
        for (auto c = in.criteria[h]; c < in.criteria[h + 1]; ++c) {
            filling criterion(shape, "criterion");
            criterion.of_words("chapter", in.chapter[c]);
            criterion.truth("on_time", in.on_time[c]);
            criterion.truth("quality", in.quality[c]);
            criterion.truth("effective", in.effective[c]);
            head.list("criteria").push_back(std::move(criterion.data));
        }
        for (auto y = in.history[h]; y < in.history[h + 1]; ++y) {
            filling year(shape, "year");
            year.set("year", barem::number(in.history_year[y]));
            year.of_words("rating", in.history_rating[y]);
            head.list("history").push_back(std::move(year.data));
        }
        made.push_back(rules.accept(std::move(head.data)).value());
    }
    return made;
}

/// Columns as readers make them. Keeps what they point into; the roster must outlive it.
struct roster_columns {
    roster_columns(barem::ruleset const& rules, roster const& in) : shape(rules.shape()), head(shape, in.heads) {
        column_set criterion(shape, kind_of(shape, "criterion"), in.chapter.size()), year(shape, kind_of(shape, "year"), in.history_year.size());
        for (auto* set : {&head, &criterion, &year}) set->vouch(true);
        criterion.values("chapter", in.chapter.data());
        criterion.packed_truths("on_time", of(in.on_time));
        criterion.packed_truths("quality", of(in.quality));
        criterion.packed_truths("effective", of(in.effective));
        year.values("year", in.history_year.data());
        year.values("rating", in.history_rating.data());
        head.values("role", in.role.data());
        head.values("advises", in.advises.data());
        head.values("index", wide(in.index, 100), 4);       // without declared decimals: four places
        head.values("field_index", wide(in.field_index, 100), 4, of(in.advises));
        head.values("targets", wide(in.targets, 1));
        head.values("targets_done", wide(in.targets_done, 1));
        head.packed_truths("ideology_breach", of(in.ideology_breach));
        head.packed_truths("corruption", of(in.corruption));
        head.packed_truths("disciplined", of(in.disciplined));
        head.packed_truths("serious_breach", of(in.serious_breach));
        head.packed_truths("shielding", of(in.shielding));
        head.values("year", wide(std::vector<std::int16_t>(in.heads, year_assessed), 1));
        head.list("criteria", in.criteria.data(), criterion);
        head.list("history", in.history.data(), year);
    }
    std::uint8_t const* of(bytes const& truths) { return bits.emplace_back(packed(truths)).data(); }
    std::int32_t const* wide(std::vector<std::int16_t> const& from, int times) {
        auto& made = numbers.emplace_back();
        for (auto const v : from) made.push_back(v * times);
        made.resize(made.size() + 64);
        return made.data();
    }
    barem::roster_shape shape;
    std::deque<bytes> bits;
    std::deque<std::vector<std::int32_t>> numbers;
    column_set head;
};

}  // namespace

void register_scenario(run_options const& options) {
    std::size_t const heads = options.brief ? 5'000 : 50'000, few = options.brief ? 50 : 500;
    auto const expect = [](std::size_t n) {
        return expected_of({{50, 0xc6b019ea65c4dc61},
                            {500, 0x8bd49d9e405240be},
                            {5'000, 0x11d6253c548b3484},
                            {50'000, 0x711e95ed178fbf4d}},
                           n);
    };
    auto const expected = expect(heads);
    auto const data = std::make_shared<roster>(draw_roster(heads));
    auto const out = std::make_shared<std::vector<result>>(heads);
    auto const sum = [out] { return sum_of(*out); };
    register_contender({"criteria/hand_written", heads, [=] { score_columns(*data, out->data()); }, sum, expected, {}, 0});
    auto const structs = std::make_shared<std::vector<head_struct>>(structs_of(*data));
    register_contender({"criteria/hand_written_structs", heads, [=] { score_structs(*structs, out->data()); }, sum, expected, {}, 0});

    auto const rules = barem::compile_file(BAREM_SOURCE_DIR "/rulesets/hon-quan-2021/hon-quan-2021.barem").value();
    auto const records = std::make_shared<std::vector<barem::record>>(records_of(rules, *data, few));
    auto const scalar_sum = std::make_shared<checksum>();
    register_contender({"criteria/barem_scalar", few,
                        [=] {
                            *scalar_sum = {};
                            for (std::size_t h = 0; h < few; ++h) {
                                auto const scored = *rules.score((*records)[h]);
                                auto const share = [&](char const* name, int whole) {
                                    scalar_sum->add_fraction(*(std::get<barem::number>(scored[name]) * barem::number(whole)).to_int64(), whole);
                                };
                                share("unmet_share", data->criteria[h + 1] - data->criteria[h]);
                                share("targets_share", std::max<int>(data->targets[h], 1));
                                scalar_sum->add_fraction(std::get<barem::word>(scored["rating"]).index, 1);
                                scalar_sum->add_fraction(std::get<bool>(scored["disqualified"]), 1);
                                scalar_sum->add_fraction(std::get<bool>(scored["transfer"]), 1);
                            }
                        },
                        [=] { return scalar_sum->value(); }, expect(few), {}, 0});

    auto const program = std::make_shared<columnar_rules>(rules);
    auto const columns = std::make_shared<roster_columns>(rules, *data);
    for (unsigned const threads : {1u, 2u}) {
        auto const results = std::make_shared<columnar_rules::results>(heads);
        register_contender({"criteria/barem_columnar_" + std::to_string(threads), heads,
                            [=] { (void)data, program->run(columns->head.view(), threads, *results); },
                            [=] { return sum_of(*results, heads); }, expected, program->refused(),
                            program->operations()});
    }
}

}  // namespace barem_bench
