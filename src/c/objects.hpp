#pragma once
// What the handles hold.

#include "c/call.hpp"

#include <barem/batch.hpp>
#include <barem/explanation.hpp>
#include <barem/family.hpp>
#include <barem/outcome.hpp>

#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace barem::c {

/// Scorers that are not in use: making one costs more than scoring a small batch. One for each thread that scored at once.
class idle_scorers {
public:
    /// nullptr: there is none.
    [[nodiscard]] std::unique_ptr<batch_scorer> take() {
        std::lock_guard const lock(guard_);
        if (idle_.empty()) return nullptr;
        auto one = std::move(idle_.back());
        idle_.pop_back();
        return one;
    }
    void give_back(std::unique_ptr<batch_scorer> one) {
        std::lock_guard const lock(guard_);
        idle_.push_back(std::move(one));
    }

private:
    std::mutex guard_;
    std::vector<std::unique_ptr<batch_scorer>> idle_;
};

struct rules_object final : object {
    static constexpr auto its_kind = handle_kind::rules;
    explicit rules_object(family r);

    struct version_texts {
        std::string from, to;
    };
    family rules;
    std::vector<version_texts> days;        ///< by version
    mutable idle_scorers scorers;
};

/// `peers`: the roster, which explains; empty when a record was scored on its own.
struct results_object final : object {
    static constexpr auto its_kind = handle_kind::results;
    explicit results_object(family r) : object(its_kind), rules(std::move(r)) {}

    family rules;
    std::vector<outcome> outcomes;
    std::unique_ptr<family_roster> peers;
    mutable std::mutex peers_guard;         ///< a roster belongs to one thread at a time
};

struct explanation_object final : object {
    static constexpr auto its_kind = handle_kind::explanation;
    explicit explanation_object(explanation e) : object(its_kind), why(std::move(e)) {}
    explanation why;
};

struct text_object final : object {
    static constexpr auto its_kind = handle_kind::text;
    explicit text_object(std::string t) : object(its_kind), text(as_utf8(std::move(t))) {}
    std::string text;
};

template <> struct held_by<barem_rules> { using type = rules_object; };
template <> struct held_by<barem_problems> { using type = problem_list; };
template <> struct held_by<barem_results> { using type = results_object; };
template <> struct held_by<barem_explanation> { using type = explanation_object; };
template <> struct held_by<barem_text> { using type = text_object; };

inline void give_text(barem_text** out, std::string made) { give(out, std::make_unique<text_object>(std::move(made))); }

}  // namespace barem::c
