#include "nested/roster.hpp"

namespace barem_bench::nested {

namespace {

void draw_content(draw& random, int trouble, roster& to) {
    bool const is_qualitative = random.chance(250), fails = random.chance(trouble);
    to.content_measure.push_back(is_qualitative ? qualitative : quantitative);
    to.routine.push_back(random.chance(200));
    auto const adjusted = fails && random.chance(150) ? (random.chance(700) ? objective : subjective) : not_adjusted;
    to.adjusted.push_back(static_cast<std::uint8_t>(adjusted));
    bool const late = fails && random.chance(400);
    to.on_time.push_back(!is_qualitative && !late);
    auto const volume = random.chance(350) ? 1000 : random.chance(30) ? random.between(1000, 2500) : random.between(1000, 1350);
    to.volume.push_back(static_cast<std::int16_t>(is_qualitative ? 0 : fails && !late ? random.between(300, 999) : volume));
    to.outcome.push_back(static_cast<std::uint8_t>(!is_qualitative || !fails ? content_completed
                                                   : random.chance(600)      ? failed_objective
                                                                             : failed_subjective));
}

void draw_tasks(draw& random, int trouble, roster& to) {
    for (int t = 0; t < 10; ++t) {
        to.task_kind.push_back(t >= 5);
        auto const indicators = random.between(1, 5);
        for (int i = 0; i < indicators; ++i) {
            auto const contents = random.between(1, 5);
            for (int c = 0; c < contents; ++c) draw_content(random, trouble, to);
            to.contents.push_back(static_cast<std::int32_t>(to.volume.size()));
        }
        to.indicators.push_back(static_cast<std::int32_t>(to.contents.size() - 1));
    }
    to.tasks.push_back(static_cast<std::int32_t>(to.indicators.size() - 1));
}

void draw_conduct(draw& random, roster& to) {
    auto const some = [&](int per_mille, int most) { return static_cast<std::uint8_t>(random.chance(per_mille) ? random.between(1, most) : 0); };
    to.one_stop.push_back(some(150, 5));
    to.iso_missing.push_back(some(20, 1));
    to.culture.push_back(some(30, 2));
    to.disunity.push_back(some(10, 1));
    to.budget_violation.push_back(some(10, 1));
    to.own_criteria_missing.push_back(some(20, 1));
    for (auto& each : to.count) each.push_back(some(25, 3));
}

}  // namespace

roster draw_roster(std::size_t heads) {
    roster to;
    to.heads = heads;
    for (std::size_t h = 0; h < heads; ++h) {
        draw random(9002, h);
        auto const trouble = random.chance(450) ? 2 : random.chance(600) ? 25 : 90;    // of a thousand contents
        to.block.push_back(static_cast<std::uint8_t>(random.between(0, 7)));
        to.unit.push_back(static_cast<std::uint8_t>(random.between(0, 1)));
        to.has_procedures.push_back(random.chance(600));
        to.innovative.push_back(random.chance(500));
        to.commended.push_back(random.chance(500));
        to.disciplined.push_back(random.chance(10));
        draw_tasks(random, trouble, to);
        auto const adhoc = random.between(0, 3);
        for (int i = 0; i < adhoc; ++i)
            to.adhoc_outcome.push_back(static_cast<std::uint8_t>(random.chance(800)   ? done_well
                                                                 : random.chance(500) ? adhoc_failed_subjective
                                                                                      : adhoc_failed_objective));
        to.adhoc.push_back(static_cast<std::int32_t>(to.adhoc_outcome.size()));
        draw_conduct(random, to);
        auto const years = random.between(0, 4);
        for (int i = 0; i < years; ++i) {
            to.history_year.push_back(year_assessed - years + i);
            to.history_rating.push_back(static_cast<std::uint8_t>(random.between(0, 3)));
        }
        to.history.push_back(static_cast<std::int32_t>(to.history_year.size()));
    }
    return to;
}

}  // namespace barem_bench::nested
