#pragma once
// The ids of a roster that are taken.

#include "batch/number_set.hpp"
#include "batch/sorted_run.hpp"
#include "batch/text_set.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

namespace barem::batch {

/// Exact, and small for the ids that rosters have: those that end in a number (`17`, `A-000017`) are numbers under what stands before them,
/// of others that come in the order of their bytes only differences are kept, if need be in a file. The rest is kept as texts up to a
/// budget; whether one of the rest is taken must be found out later (deferred_ids) from then on.
class id_register {
public:
    enum class answer : std::uint8_t { free, taken, unknown };

    explicit id_register(std::size_t budget, std::string folder = {}) : budget_(budget), run_(budget / 8, std::move(folder)) {}

    /// Whether the id is free; then it is taken from now on. Of what is unknown nothing is noted.
    answer claim(std::string_view id);
    /// Whether the id is free, without taking it.
    answer look(std::string_view id);

    /// The texts whose table reached the budget, once claim() has first said unknown: they must be known to whoever finds out the rest.
    template <typename F>
    void hand_over(F visit) {
        texts_.for_each(visit);
        texts_.clear();
    }
    [[nodiscard]] std::size_t memory() const { return numbers_memory_ + run_.memory() + texts_.memory(); }

private:
    /// What stands before a number, and how many digits it is padded to with zeros (0: it is not).
    struct family { std::string before; unsigned width = 0; number_set numbers; };
    struct parts { std::string_view before; unsigned width = 0; std::uint64_t number = 0; bool numeric = false; };

    [[nodiscard]] static parts apart(std::string_view id);
    [[nodiscard]] family* family_of(parts const&, bool make);
    answer claim_text(std::string_view id);
    answer look_at_text(std::string_view id);

    std::size_t budget_;
    bool full_ = false;                     ///< texts_ was handed over
    std::map<std::pair<std::string, unsigned>, family> families_;
    family* last_ = nullptr;
    std::size_t numbers_memory_ = 0;
    bool numbers_full_ = false;             ///< no new family or page
    sorted_run run_;
    text_set texts_;                        ///< those that did not come in order
};

}  // namespace barem::batch
