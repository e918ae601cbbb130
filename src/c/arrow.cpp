// Arrow arrays are scored.
#include "c/objects.hpp"

#include <barem/arrow.hpp>

using namespace barem::c;

namespace {

/// What a released struct has.
template <typename Struct>
void check_not_released(Struct const* given, char const* parameter) {
    check_given(given, parameter);
    if (given->release == nullptr) throw misuse{parameter, "an Arrow struct", "one that was released"};
}

/// A scorer for one call. One that an exception left half-way is not used again.
class borrowed_scorer {
public:
    borrowed_scorer(rules_object const& rules, barem::ruleset const& one) : from_(rules.scorers), scorer_(from_.take()) {
        if (!scorer_) scorer_ = std::make_unique<barem::batch_scorer>(one);
    }
    [[nodiscard]] barem::batch_scorer& operator*() { return *scorer_; }
    void give_back() { from_.give_back(std::move(scorer_)); }

private:
    idle_scorers& from_;
    std::unique_ptr<barem::batch_scorer> scorer_;
};

barem::ruleset const& only_version(rules_object const& held) {
    auto const& versions = held.rules.versions();
    if (versions.size() != 1)
        throw misuse{"rules", "rules of one version", std::to_string(versions.size()) + " versions: load the file of the one that the rows belong to"};
    return versions.front().rules;
}

/// Tells a host's function, with a list that lives as long as the call.
void tell_refused(barem_stream_options const& how, std::span<barem::batch_result::rejection const> rejected) {
    auto list = std::make_unique<problem_list>();
    for (auto const& r : rejected) add(*list, r.problems, {.row = r.row});
    barem_problems* problems = nullptr;
    give(&problems, std::move(list));
    how.refused(how.refused_context, problems);
    static_cast<void>(barem_free(problems));
}

}  // namespace

extern "C" {

barem_status barem_score_arrow(const barem_rules* rules, const struct ArrowSchema* schema, const struct ArrowArray* array,
                               const barem_arrow_options* options, struct ArrowSchema* out_schema, struct ArrowArray* out_array,
                               barem_problems** problems) {
    return call(problems, [&] {
        check_given(out_schema, "out_schema");
        check_given(out_array, "out_array");
        *out_schema = {};
        *out_array = {};
        auto const& held = get(rules, "rules");
        auto const& one = only_version(held);
        check_not_released(schema, "schema");
        check_not_released(array, "array");
        auto const how = read_struct(options, "options");
        borrowed_scorer scorer(held, one);
        auto const scored = barem::score_arrow(*scorer, *schema, *array, *out_schema, *out_array, {.threads = how.threads == 0 ? 1 : how.threads});
        scorer.give_back();
        if (!scored) return refused(problems, scored.error());
        auto list = std::make_unique<problem_list>();
        for (auto const& r : scored->rejected) add(*list, r.problems, {.row = r.row});
        barem_status const status = list->problems.empty() ? BAREM_OK : BAREM_PARTLY;
        give_problems(problems, std::move(list));
        return status;
    });
}

barem_status barem_score_arrow_stream(const barem_rules* rules, struct ArrowArrayStream* source, const barem_stream_options* options,
                                      struct ArrowArrayStream* scored, barem_problems** problems) {
    return call(problems, [&]() -> barem_status {
        check_given(scored, "scored");
        if (scored == source) throw misuse{"scored", "another stream than the source", "the same"};
        *scored = {};
        auto const& one = only_version(get(rules, "rules"));
        check_not_released(source, "source");
        auto const how = read_struct(options, "options");
        barem::arrow_stream_options with;
        with.threads = how.threads == 0 ? 1 : how.threads;
        if (how.refused != nullptr) with.rejected = [how](auto rejected) { tell_refused(how, rejected); };
        auto const made = barem::score_arrow_stream(one, *source, with);
        if (!made) return refused(problems, made.error());
        *scored = *made;
        return BAREM_OK;
    });
}

}  // extern "C"
