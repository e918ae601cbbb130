#include "columnar/batch_domains.hpp"

#include <algorithm>
#include <cstring>

namespace barem::columnar {

void fallback_rows::reset(std::size_t rows) {
    words.assign((rows + 63) / 64, 0);
    any = false;
}

void fallback_rows::set(std::size_t row) {
    words[row / 64] |= std::uint64_t{1} << (row % 64);
    any = true;
}

void fallback_rows::set_words(void const* others, std::size_t rows) {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i * 64 < rows; ++i) {
        std::size_t const left = rows - i * 64;
        std::uint64_t here;
        std::memcpy(&here, static_cast<std::uint64_t const*>(others) + i, sizeof here);      // a caller's bits begin at any byte
        if (left < 64) here &= (std::uint64_t{1} << left) - 1;
        words[i] |= here;
        all |= here;
    }
    any |= all != 0;
}

namespace {

/// A record with more elements falls back: registers of so many rows would take too much memory.
constexpr std::size_t most_rows_of_record = std::size_t{1} << 17;

/// Domains that the first stage works with, and those above them.
std::vector<bool> domains_of(columnar_program const& program) {
    std::vector<bool> needed(program.domains.size(), false);
    auto const need = [&](index domain) {
        for (; domain != none && domain != 0 && !needed[domain]; domain = program.domains[domain].parent) needed[domain] = true;
    };
    if (program.stages.empty()) return needed;
    for (auto const& i : program.stages.front().instructions) {
        need(i.domain);
        need(i.elements);
    }
    for (auto const& i : program.stages.front().inputs) need(i.domain);
    return needed;
}

}  // namespace

batch_domains::batch_domains(columnar_program const& program)
    : program_(&program), lists_(program.domains.size(), nullptr), rows_(std::max<std::size_t>(1, program.domains.size())) {
    auto left = domains_of(program);
    // A parent comes before its children whatever their numbers.
    std::vector<bool> done(left.size(), false);
    auto const add = [&](auto const& self, index d) -> void {
        if (d == 0 || d == none || done[d]) return;
        done[d] = true;
        self(self, program.domains[d].parent);
        needed_.push_back(d);
    };
    for (index d = 1; d < left.size(); ++d)
        if (left[d]) add(add, d);
    for (auto& r : rows_) r.offsets.assign(1, 0);
    if (program.stages.empty()) return;
    for (auto const& i : program.stages.front().instructions)
        if (i.elements != none) segments_[{i.elements, i.domain}];
}

std::size_t batch_domains::largest(std::size_t first, std::size_t count) const {
    std::size_t most = 0;
    // Beginnings and ends by domain would need memory; domains are few and shallow, so each climbs from the root.
    auto const range = [&](auto const& self, index d) -> std::pair<std::size_t, std::size_t> {
        if (d == 0) return {first, first + count};
        auto const [from, to] = self(self, program_->domains[d].parent);
        if (lists_[d] == nullptr) return {0, 0};
        return {static_cast<std::size_t>(lists_[d]->offsets[from]), static_cast<std::size_t>(lists_[d]->offsets[to])};
    };
    for (index const d : needed_) {
        auto const [from, to] = range(range, d);
        most = std::max(most, to - from);
    }
    return most;
}

/// How many of `count` rows keep every domain within so many rows: nearly as many as can, at least one. Records are mostly alike, so the
/// number is guessed in proportion; every other time the range is halved, since they need not be.
std::size_t batch_domains::fitting(std::size_t first, std::size_t count, std::size_t most_rows) const {
    std::size_t beyond = count, rows_beyond = needed_.empty() ? 0 : largest(first, count);
    if (rows_beyond <= most_rows) return count;
    std::size_t fits = 1, rows_fitting = 0;
    std::size_t const enough = most_rows / 8 * 7, aim = most_rows / 16 * 15;
    for (bool halve = false; beyond - fits > 1 && rows_fitting < enough; halve = !halve) {
        std::size_t const guess = fits + (beyond - fits) * (aim - rows_fitting) / (rows_beyond - rows_fitting);
        std::size_t const middle = halve ? fits + (beyond - fits) / 2 : std::clamp(guess, fits + 1, beyond - 1);
        std::size_t const rows = largest(first, middle);
        if (rows <= most_rows) fits = middle, rows_fitting = rows;
        else beyond = middle, rows_beyond = rows;
    }
    return fits;
}

std::size_t batch_domains::take(record_columns const& records, std::size_t first, std::size_t count, std::size_t most_rows,
                                fallback_rows& fallback) {
    rows_[0].columns = &records;
    for (index const d : needed_) {
        auto const& domain = program_->domains[d];
        auto const* const from = rows_[domain.parent].columns;
        auto const* const holder = follow_singles(from, domain.path.data(), domain.path.data() + domain.path.size() - 1, [](auto const&) {});
        bool const there = holder != nullptr && domain.path.back() < holder->lists.size() && holder->lists[domain.path.back()].present;
        lists_[d] = there && holder->lists[domain.path.back()].offsets != nullptr ? &holder->lists[domain.path.back()] : nullptr;
        rows_[d].columns = lists_[d] != nullptr ? &lists_[d]->elements.front() : nullptr;
    }
    count = fitting(first, count, most_rows);
    take_flat(first, count);
    fallback.reset(count);
    if (count == 1 && largest(first, 1) > most_rows_of_record) {
        fallback.set(0);
    } else {
        for (index const d : needed_) follow(d, fallback);
    }
    if (count == 1 && fallback.any) leave_out_elements();
    find_segments();
    return count;
}

/// A record that falls back and is alone brings no elements: it may have any number of them.
void batch_domains::leave_out_elements() {
    for (index const d : needed_) {
        rows_[d].offsets.assign(rows_[program_->domains[d].parent].rows + 1, 0);
        rows_[d].first = rows_[d].rows = 0;
    }
}

void batch_domains::take_flat(std::size_t first, std::size_t count) {
    rows_[0].first = first;
    rows_[0].rows = count;
}

void batch_domains::follow(index d, fallback_rows& fallback) {
    index const parent = program_->domains[d].parent;
    rows_of const& above = rows_[parent];
    rows_of& here = rows_[d];
    here.offsets.assign(above.rows + 1, 0);
    here.first = here.rows = 0;
    if (lists_[d] == nullptr) {
        for (std::size_t p = 0; p < above.rows; ++p) fallback.set(record_above(parent, p));
        return;
    }
    std::int32_t const* const offsets = lists_[d]->offsets + above.first;
    std::int32_t const base = offsets[0];
    std::int32_t longest = 0;
    for (std::size_t p = 0; p < above.rows; ++p) {
        here.offsets[p + 1] = offsets[p + 1] - base;
        longest = std::max(longest, offsets[p + 1] - offsets[p]);
    }
    here.first = static_cast<std::size_t>(base);
    here.rows = static_cast<std::size_t>(here.offsets.back());
    if (longest <= program_->domains[d].max_elements) return;
    for (std::size_t p = 0; p < above.rows; ++p)
        if (offsets[p + 1] - offsets[p] > program_->domains[d].max_elements) fallback.set(record_above(parent, p));
}

namespace {

/// Notes the last elements of rows, and which rows have any.
void mark(kernels::segments_of_rows& s) {
    std::size_t const rows = s.offsets.size() - 1;
    s.last.assign(static_cast<std::size_t>(s.offsets.back()) / 64 + 1, 0);
    s.filled.clear();
    std::uint64_t word = 0;
    std::size_t at = 0;             // word of `last` that is being made
    for (std::size_t p = 0; p < rows; ++p) {
        if (s.offsets[p + 1] == s.offsets[p]) {
            if (s.filled.empty()) s.filled.assign(rows / 64 + 1, ~std::uint64_t{0});
            s.filled[p / 64] &= ~(std::uint64_t{1} << (p % 64));
            continue;
        }
        auto const last = static_cast<std::size_t>(s.offsets[p + 1]) - 1;
        if (last / 64 != at) {
            s.last[at] = word;
            word = 0;
            at = last / 64;
        }
        word |= std::uint64_t{1} << (last % 64);
    }
    s.last[at] = word;
}

}  // namespace

/// Where the elements of each row of `above` begin, through all lists between.
void batch_domains::find_offsets(index elements, index above, std::vector<std::int32_t>& offsets) const {
    index const parent = program_->domains[elements].parent;
    if (parent == above) {
        offsets = rows_[elements].offsets;
        return;
    }
    find_offsets(parent, above, offsets);
    for (auto& at : offsets) at = rows_[elements].offsets[static_cast<std::size_t>(at)];
}

void batch_domains::find_segments() {
    for (auto& [key, made] : segments_) {
        find_offsets(key.first, key.second, made.offsets);
        mark(made);
    }
}

kernels::segments_of_rows const& batch_domains::segments(index elements, index above) const { return segments_.at({elements, above}); }

std::size_t batch_domains::record_above(index domain, std::size_t row) const {
    for (; domain != 0; domain = program_->domains[domain].parent) {
        auto const& offsets = rows_[domain].offsets;
        auto const after = std::upper_bound(offsets.begin(), offsets.end(), static_cast<std::int32_t>(row));
        row = static_cast<std::size_t>(after - offsets.begin()) - 1;
    }
    return row;
}

}  // namespace barem::columnar
