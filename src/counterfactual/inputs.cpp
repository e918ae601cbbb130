#include "counterfactual/inputs.hpp"

#include "api/implementation.hpp"
#include "api/literal.hpp"
#include "io/expectation.hpp"

#include <barem/counterfactual.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace barem::counterfactual {

using program::index;
using program::type_kind;

namespace {

bool holds_records(program::member const& m) { return m.type.kind == type_kind::list || m.type.kind == type_kind::record; }

void collect(program::program const& p, index kind, record_data& from, std::string const& around, std::vector<input_place>& into) {
    for (auto const& m : p.records[kind].members)
        if (m.kind == program::member_kind::input && !m.is_key && !holds_records(m)) into.push_back({around + m.name, &m, &from.values[m.slot]});
    for (auto const& m : p.records[kind].members) {
        if (m.kind != program::member_kind::input || !holds_records(m)) continue;
        auto& records = from.lists[m.slot];
        for (std::size_t i = 0; i != records.size(); ++i) {
            auto const element = m.type.kind == type_kind::list ? fmt::format("{}{}[{}].", around, m.name, i) : around + m.name + ".";
            collect(p, m.type.of, records[i], element, into);
        }
    }
}

issues problem(std::string_view path, std::string expected, std::string message) {
    issue made;
    made.path = path;
    made.expected = std::move(expected);
    made.found = path;
    made.message = std::move(message);
    return {std::move(made)};
}

/// Follows a path step by step, so that it can be said where it leads nowhere.
class path_follower {
public:
    path_follower(program::program const& p, std::string_view path) : p_(p), path_(path) {}

    result<input_place, issues> follow(index kind, record_data& from, std::string_view rest) {
        auto const& record = p_.records[kind];
        auto const end = std::min(rest.find_first_of(".["), rest.size());
        auto const name = rest.substr(0, end);
        rest.remove_prefix(end);
        auto const found = std::ranges::find(record.members, name, &program::member::name);
        if (found == record.members.end()) return unknown(record, name);
        auto const& m = *found;
        if (m.kind != program::member_kind::input)
            return problem(path_, "an input", fmt::format("`{}` is no input: it follows from others; the inputs of `{}` are {}", path_, record.name, inputs(record)));
        if (m.is_key) return problem(path_, "an input that is not the key", fmt::format("`{}` is the key: it says which record it is", path_));
        if (!holds_records(m)) {
            if (!rest.empty()) return problem(path_, "an input", fmt::format("`{}` holds one value: there is nothing in it", m.name));
            return input_place{std::string(path_), &m, &from.values[m.slot]};
        }
        return enter(m, from.lists[m.slot], rest);
    }

private:
    result<input_place, issues> enter(program::member const& m, std::vector<record_data>& records, std::string_view rest) {
        std::size_t which = 0;
        auto const& inside = p_.records[m.type.of].members;
        auto const first = std::ranges::find_if(inside, [](program::member const& i) { return i.kind == program::member_kind::input && !i.is_key && !holds_records(i); });
        auto const sample = first == inside.end() ? std::string("...") : first->name;
        if (m.type.kind == type_kind::list) {
            auto const close = rest.find(']');
            auto const digits = rest.starts_with('[') && close != std::string_view::npos ? rest.substr(1, close - 1) : std::string_view();
            auto const [end, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), which);
            bool const is_element = !digits.empty() && fault == std::errc() && end == digits.data() + digits.size();
            if (!is_element)
                return problem(path_, "an input of one element", fmt::format("`{}` is a list: name an input of one of its elements, such as `{}[0].{}`", m.name, m.name, sample));
            if (which >= records.size())
                return problem(path_, "an element that there is", fmt::format("`{}`: `{}` has {} element{}, counted from 0", path_, m.name, records.size(), records.size() == 1 ? "" : "s"));
            rest.remove_prefix(close + 1);
        }
        if (records.empty()) return problem(path_, "a record that is given", fmt::format("`{}`: `{}` is not given", path_, m.name));
        if (!rest.starts_with('.'))
            return problem(path_, "an input of one value", fmt::format("`{}` holds several values: name one of them, such as `{}.{}`", path_, path_, sample));
        return follow(m.type.of, records[which], rest.substr(1));
    }

    issues unknown(program::record_kind const& record, std::string_view name) const {
        std::vector<std::string_view> names;
        for (auto const& m : record.members)
            if (m.kind == program::member_kind::input && !m.is_key) names.push_back(m.name);
        auto message = fmt::format("`{}`: `{}` has no input `{}`", path_, record.name, name);
        if (auto const meant = io::meant_by(name, names); !meant.empty()) message += fmt::format("; did you mean `{}`?", meant);
        else message += fmt::format("; its inputs are {}", inputs(record));
        return problem(path_, "an input", std::move(message));
    }

    static std::string inputs(program::record_kind const& record) {
        std::string all;
        for (auto const& m : record.members)
            if (m.kind == program::member_kind::input && !m.is_key)
                all += fmt::format("{}`{}{}`", all.empty() ? "" : ", ", m.name, m.type.kind == type_kind::list ? "[0]." : m.type.kind == type_kind::record ? "." : "");
        return all.empty() ? "none" : all;
    }

    program::program const& p_;
    std::string_view path_;
};

}  // namespace

std::vector<input_place> inputs_of(program::program const& p, record_data& from) {
    std::vector<input_place> all;
    collect(p, p.roster_record, from, "", all);
    return all;
}

result<input_place, issues> find_input(program::program const& p, record_data& from, std::string_view path) {
    return path_follower(p, path).follow(p.roster_record, from, path);
}

}  // namespace barem::counterfactual

namespace barem::inline BAREM_VERSION_NAMESPACE {

result<record, issues> with_inputs(ruleset const& rules, record const& r, std::vector<input_change> const& changes) {
    auto const& inner = rules.inner();
    if (auto problems = api::foreign(inner, r); !problems.empty()) return problems;
    record_data changed = r.data();
    issues problems;
    for (auto const& change : changes) {
        auto const place = counterfactual::find_input(inner.rules(), changed, change.path);
        if (!place) {
            problems.insert(problems.end(), place.error().begin(), place.error().end());
            continue;
        }
        auto v = api::read_input(inner.rules(), *place->input, place->path, change.value);
        if (v) *place->at = std::move(*v);
        else problems.insert(problems.end(), v.error().begin(), v.error().end());
    }
    if (!problems.empty()) return problems;
    return rules.accept(std::move(changed));
}

result<record, issues> with_inputs(family const& rules, record const& r, std::vector<input_change> const& changes) {
    auto const* version = rules.of(r);
    if (version == nullptr) return with_inputs(rules.versions().front().rules, r, changes);       // which says that it is of other rules
    auto made = with_inputs(version->rules, r, changes);
    auto const slot = version->rules.inner().compiled->tree.date_slot;
    if (!made || rules.versions().size() == 1 || slot == program::none) return made;
    auto const day = std::get<date>(made->data().values[slot]);
    if (rules.at(day) == version) return made;
    issue other;
    other.path = rules.date_field();
    other.expected = "a date of the same version of the rules";
    other.found = day.to_text();
    other.message = fmt::format("with another `{}` the record falls under another version of the rules, or under none", rules.date_field());
    return issues{other};
}

}  // namespace barem
