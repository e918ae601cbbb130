#include "criteria/roster.hpp"

namespace barem_bench::criteria {

roster draw_roster(std::size_t heads) {
    roster to;
    to.heads = heads;
    for (std::size_t h = 0; h < heads; ++h) {
        draw random(212, h);
        auto const trouble = random.chance(500) ? 1 : random.chance(700) ? 40 : 250;      // of a thousand criteria
        to.role.push_back(static_cast<std::uint8_t>(random.between(0, 2)));
        to.advises.push_back(static_cast<std::uint8_t>(random.chance(600) ? 0 : random.between(1, 5)));
        for (auto* ground : {&to.ideology_breach, &to.corruption, &to.disciplined, &to.serious_breach, &to.shielding})
            ground->push_back(random.chance(10));
        to.index.push_back(static_cast<std::int16_t>(random.chance(100) ? random.between(4000, 8000) : random.between(7500, 10'000)));
        to.field_index.push_back(static_cast<std::int16_t>(to.advises.back() == 0 ? 0 : random.between(4500, 10'000)));
        auto const targets = random.between(0, 40);
        to.targets.push_back(static_cast<std::int16_t>(targets));
        to.targets_done.push_back(static_cast<std::int16_t>(
            random.chance(950) ? targets - random.between(0, targets / 4) : random.between(0, targets)));
        auto const criteria = random.between(20, 100);
        for (int c = 0; c < criteria; ++c) {
            to.chapter.push_back(static_cast<std::uint8_t>(random.between(0, 6)));
            bool const fails = random.chance(trouble);
            to.on_time.push_back(!fails || random.chance(400));
            to.quality.push_back(!fails || random.chance(500));
            to.effective.push_back(!fails || random.chance(600));
        }
        to.criteria.push_back(static_cast<std::int32_t>(to.chapter.size()));
        auto const years = random.between(0, 3);
        for (int i = 0; i < years; ++i) {
            to.history_year.push_back(year_assessed - years + i);
            to.history_rating.push_back(static_cast<std::uint8_t>(random.between(0, 3)));
        }
        to.history.push_back(static_cast<std::int32_t>(to.history_year.size()));
    }
    return to;
}

}  // namespace barem_bench::criteria
