// Explanations, of a record on its own or among the others of its roster.
#include "c/objects.hpp"

using namespace barem::c;

namespace {

barem_status given(barem_explanation** out, barem_problems** problems, barem::result<barem::explanation, barem::issues> made) {
    if (!made) return refused(problems, made.error());
    give(out, std::make_unique<explanation_object>(std::move(*made)));
    return BAREM_OK;
}

std::string rendered_as(std::int32_t format, barem::explanation const& why, std::string_view language) {
    switch (format) {
        case BAREM_MARKDOWN: return why.to_markdown(language);
        case BAREM_HTML: return why.to_html(language);
        case BAREM_JSON: return why.to_json();
        default: return why.to_text(language);
    }
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
        clear(rendered, "rendered");
        auto const& why = get(explanation, "explanation").why;
        check_choice(format, BAREM_JSON + 1, "format");
        auto const wanted = text(language, language_size, "language");
        give_text(rendered, rendered_as(format, why, wanted.empty() ? "en" : wanted));
    });
}

}  // extern "C"
