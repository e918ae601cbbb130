// What scored records gave.
#include "c/objects.hpp"

#include <algorithm>

using namespace barem::c;

namespace {

constexpr std::int32_t forms = BAREM_EXACT + 1;

barem::outcome const& outcome_of(barem_results const* results, std::size_t record) {
    auto const& all = get(results, "results").outcomes;
    check_index(record, all.size(), "record");
    return all[record];
}

/// The value of an output, as `written` writes it; nothing where it is absent.
template <typename Write>
void give_value(barem_text** out, barem::outcome const& of, char const* output, std::size_t size, Write write) {
    auto const name = text(output, size, "output");
    auto const names = of.names();
    auto const found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) {
        std::string known;
        for (auto const& n : names) known += (known.empty() ? "`" : ", `") + std::string(n) + "`";
        throw misuse{"output", "one of " + known, "`" + std::string(name) + "`"};
    }
    if (barem::is_given(of.values()[static_cast<std::size_t>(found - names.begin())])) give_text(out, write(name));
}

}  // namespace

extern "C" {

size_t barem_results_count(const barem_results* results) {
    auto const* const held = find(results);
    return held == nullptr ? 0 : held->outcomes.size();
}

barem_status barem_results_id(const barem_results* results, size_t record, barem_view* id, barem_problems** problems) {
    return call(problems, [&] {
        check_given(id, "id");
        *id = view(outcome_of(results, record).id());
    });
}

size_t barem_results_output_count(const barem_results* results, size_t record) {
    auto const* const held = find(results);
    return held == nullptr || record >= held->outcomes.size() ? 0 : held->outcomes[record].values().size();
}

barem_status barem_results_output_name(const barem_results* results, size_t record, size_t index, barem_view* name, barem_problems** problems) {
    return call(problems, [&] {
        check_given(name, "name");
        auto const names = outcome_of(results, record).names();
        check_index(index, names.size(), "index");
        *name = {names[index].data(), names[index].size()};     // a whole string of the rules: its zero byte stands behind it
    });
}

barem_status barem_results_value(const barem_results* results, size_t record, const char* output, size_t output_size, int32_t form, barem_text** value,
                                 barem_problems** problems) {
    return call(problems, [&] {
        clear(value, "value");
        auto const& of = outcome_of(results, record);
        check_choice(form, forms, "form");
        give_value(value, of, output, output_size, [&](auto name) { return form == BAREM_EXACT ? of.exact(name) : of.text(name); });
    });
}

barem_status barem_results_label(const barem_results* results, size_t record, const char* output, size_t output_size, const char* language,
                                 size_t language_size, barem_text** label, barem_problems** problems) {
    return call(problems, [&] {
        clear(label, "label");
        auto const& of = outcome_of(results, record);
        auto const wanted = text(language, language_size, "language");
        give_value(label, of, output, output_size, [&](auto name) { return of.label(name, wanted); });
    });
}

barem_status barem_results_json(const barem_results* results, size_t record, int32_t form, barem_text** json, barem_problems** problems) {
    return call(problems, [&] {
        clear(json, "json");
        auto const& of = outcome_of(results, record);
        check_choice(form, forms, "form");
        give_text(json, of.to_json(form == BAREM_EXACT));
    });
}

barem_status barem_results_lines(const barem_results* results, int32_t form, barem_text** lines, barem_problems** problems) {
    return call(problems, [&] {
        clear(lines, "lines");
        check_choice(form, forms, "form");
        std::string all;
        for (auto const& of : get(results, "results").outcomes) all += of.to_json(form == BAREM_EXACT) + "\n";
        give_text(lines, std::move(all));
    });
}

}  // extern "C"
