// Explanations, of a record on its own or among the others of its roster, and what would be otherwise.
#include "c/objects.hpp"

#include <barem/counterfactual.hpp>

using namespace barem::c;

namespace {

barem_status given(barem_explanation** out, barem_problems** problems, barem::result<barem::explanation, barem::issues> made) {
    if (!made) return refused(problems, made.error());
    give(out, std::make_unique<explanation_object>(std::move(*made)));
    return BAREM_OK;
}

/// A sheet: an explanation, a comparison, obstacles.
template <typename Sheet>
std::string rendered_as(std::int32_t format, Sheet const& sheet, std::string_view language) {
    switch (format) {
        case BAREM_MARKDOWN: return sheet.to_markdown(language);
        case BAREM_HTML: return sheet.to_html(language);
        case BAREM_JSON: return sheet.to_json();
        default: return sheet.to_text(language);
    }
}

/// The arguments of each function that renders.
struct rendering {
    rendering(barem_text** out, std::int32_t f, char const* language_data, std::size_t language_size) : to(out), format(f) {
        clear(to, "rendered");
        check_choice(format, BAREM_JSON + 1, "format");
        language = text(language_data, language_size, "language");
        if (language.empty()) language = "en";
    }
    template <typename Sheet>
    void give(Sheet const& sheet) const {
        give_text(to, rendered_as(format, sheet, language));
    }
    barem_text** to;
    std::int32_t format;
    std::string_view language;
};

std::vector<barem::input_change> changes_of(barem_change const* changes, std::size_t count) {
    if (changes == nullptr && count != 0) throw misuse{"changes", std::to_string(count) + " changes", "NULL"};
    if (count > SIZE_MAX / sizeof(barem_change)) throw misuse{"count", "a count of changes", std::to_string(count)};
    std::vector<barem::input_change> made;
    for (std::size_t i = 0; i != count; ++i) {
        auto const part = "changes[" + std::to_string(i) + "]";
        auto const path = text(changes[i].path.data, changes[i].path.size, (part + ".path").c_str());
        auto const value = text(changes[i].value.data, changes[i].value.size, (part + ".value").c_str());
        made.push_back({std::string(path), std::string(value)});
    }
    return made;
}

}  // namespace

extern "C" {

barem_status barem_explain_json(const barem_rules* rules, const char* json, size_t size, barem_explanation** explanation, barem_problems** problems) {
    return call(problems, [&] {
        clear(explanation, "explanation");
        auto const& with = get(rules, "rules").rules;
        auto const record = with.read(bytes(json, size, "json"));
        return record ? given(explanation, problems, with.explain(*record)) : refused(problems, record.error());
    });
}

barem_status barem_results_explain(const barem_results* results, const char* json, size_t size, barem_explanation** explanation,
                                   barem_problems** problems) {
    return call(problems, [&] {
        clear(explanation, "explanation");
        auto const& of = get(results, "results");
        if (of.peers == nullptr) throw misuse{"results", "those of barem_score_lines()", "those of barem_score_json()"};
        auto const record = of.rules.read(bytes(json, size, "json"));
        if (!record) return refused(problems, record.error());
        std::lock_guard const lock(of.peers_guard);
        return given(explanation, problems, of.peers->explain(*record));
    });
}

barem_status barem_explanation_render(const barem_explanation* explanation, int32_t format, const char* language, size_t language_size,
                                      barem_text** rendered, barem_problems** problems) {
    return call(problems, [&] {
        rendering const as(rendered, format, language, language_size);
        as.give(get(explanation, "explanation").why);
    });
}

barem_status barem_why_not(const barem_explanation* explanation, const char* level, size_t level_size, int32_t format, const char* language,
                           size_t language_size, barem_text** rendered, barem_problems** problems) {
    return call(problems, [&]() -> barem_status {
        rendering const as(rendered, format, language, language_size);
        auto const made = barem::why_not(get(explanation, "explanation").why, text(level, level_size, "level"));
        if (!made) return refused(problems, made.error());
        as.give(*made);
        return BAREM_OK;
    });
}

barem_status barem_what_if(const barem_rules* rules, const char* json, size_t size, const barem_change* changes, size_t count, int32_t format,
                           const char* language, size_t language_size, barem_text** rendered, barem_problems** problems) {
    return call(problems, [&]() -> barem_status {
        rendering const as(rendered, format, language, language_size);
        auto const& with = get(rules, "rules").rules;
        auto const other = changes_of(changes, count);
        auto const now = with.read(bytes(json, size, "json"));
        if (!now) return refused(problems, now.error());
        auto const then = barem::with_inputs(with, *now, other);
        if (!then) return refused(problems, then.error());
        auto const before = with.explain(*now);
        if (!before) return refused(problems, before.error());
        auto const after = with.explain(*then);
        if (!after) return refused(problems, after.error());
        auto const made = barem::compare(*before, *after);
        if (!made) return refused(problems, made.error());
        as.give(*made);
        return BAREM_OK;
    });
}

}  // extern "C"
