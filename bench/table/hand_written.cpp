#include "table/hand_written.hpp"

namespace barem_bench::table {

void columns_of_records::add(record const& r) {
    region.push_back(r.region);
    kind.push_back(r.kind);
    category.push_back(r.category);
    urban.push_back(r.urban);
    age.push_back(r.age);
    amount.push_back(r.amount);
}

fees::fees() : points_(all_rows) {
    for (std::size_t r = 0; r < all_rows; ++r) points_[r] = static_cast<std::int16_t>(points_of(r));
    for (int c = 0; c < categories; ++c)
        for (int i = 1; i < amounts; ++i) amount_bounds_[i - 1][c] = static_cast<std::int16_t>(amount_from(c, i));
    for (int k = 0; k < kinds; ++k) age_bounds_[k] = static_cast<std::uint8_t>(age_from(k));
}

void fees::look_up(columns_of_records const& in, std::size_t rows, std::int16_t* __restrict out) const {
    for (std::size_t i = 0; i < rows; ++i) {
        int const category = in.category[i], kind = in.kind[i], amount = in.amount[i];
        int range = 0;
        for (auto const& bounds : amount_bounds_) range += amount >= bounds[category];
        int const older = in.age[i] >= age_bounds_[kind];
        int const row = ((((in.region[i] * kinds + kind) * categories + category) * places + in.urban[i]) * amounts + range) * ages + older;
        out[i] = points_[static_cast<std::size_t>(row)];
    }
}

}  // namespace barem_bench::table
