#include "check/written_records.hpp"

#include <fmt/format.h>

namespace barem::check {

using program::type_kind;

std::optional<resolved_path> resolve(context& c, index kind, ast::path const& path, bool of_roster) {
    resolved_path made;
    index record = kind;
    bool in_list = of_roster;
    for (auto const& step : path.steps) {
        if (step.field.text.empty()) {
            if (!in_list) {
                c.error("B1603", path.where, "an index belongs behind a list");
                return std::nullopt;
            }
            in_list = false;
            made.steps.push_back({none, step.index, !step.index.has_value()});
            continue;
        }
        auto const m = record == none || in_list ? none : c.find_member(record, step.field.text);
        if (m == none) {
            auto& d = c.error("B1603", step.field.where, in_list ? fmt::format("say which element: `[0].{}`", step.field.text)
                                                                 : fmt::format("there is no `{}` here", step.field.text), "not found");
            if (record != none && !in_list) {
                std::vector<std::string_view> names;
                for (auto const& k : c.out.records[record].members) names.push_back(k.name);
                c.propose_name(d, step.field.text, names);
            }
            return std::nullopt;
        }
        made.steps.push_back({m, std::nullopt, false});
        made.record = record;
        made.member = m;
        auto const& type = c.member(record, m).type;
        in_list = type.kind == type_kind::list;
        record = type.kind == type_kind::list || type.kind == type_kind::record ? type.of : none;
    }
    return made;
}

namespace {

/// Changes a written record: the overrides of an example.
class replacement {
public:
    replacement(context& c, memory& m, program::datum const& value, source_span where) : c_(c), memory_(m), value_(value), where_(where) {}

    /// Replaces what `steps` names in `target` by the value; false after a finding.
    bool at(program::datum& target, std::span<program::path_step const> steps) {
        if (steps.empty()) {
            if (!memory_.take(count_values(value_), where_)) return false;
            target = value_;
            return true;
        }
        return steps.front().member != none ? field(target, steps) : element(target, steps);
    }

private:
    bool field(program::datum& target, std::span<program::path_step const> steps) {
        if (target.form != program::datum::kind::record) return lacking();
        for (auto& [m, v] : target.fields)
            if (m == steps.front().member) return at(v, steps.subspan(1));
        if (steps.size() > 1) return lacking();
        target.fields.emplace_back(steps.front().member, program::datum{});
        return at(target.fields.back().second, steps.subspan(1));
    }

    /// Elements written once and repeated by `times` become elements of their own when one of them is changed.
    bool separate(program::datum& list) {
        std::uint64_t values = 0;
        for (auto const& [element, times] : list.elements) values += (times - 1) * count_values(element);
        if (values == 0) return true;
        if (!memory_.take(values, where_)) return false;
        std::vector<std::pair<program::datum, std::uint32_t>> single;
        for (auto const& [element, times] : list.elements)
            for (std::uint32_t i = 0; i < times; ++i) single.emplace_back(element, 1);
        list.elements = std::move(single);
        return true;
    }

    bool element(program::datum& target, std::span<program::path_step const> steps) {
        auto const& step = steps.front();
        if (step.all) {                                               // what is repeated stays one
            for (auto& [e, times] : target.elements)
                if (!at(e, steps.subspan(1))) return false;
            return true;
        }
        if (!separate(target)) return false;
        if (*step.element < target.elements.size()) return at(target.elements[*step.element].first, steps.subspan(1));
        c_.error("B1603", where_, target.elements.empty() ? std::string("the list is empty")
                                                          : fmt::format("there is no element {}: the list has {}, counted from 0", *step.element, target.elements.size()));
        return false;
    }

    bool lacking() {
        c_.error("B1603", where_, "the record does not have this").help = "give the whole of it first: an override stands for what the ones before it left";
        return false;
    }

    context& c_;
    memory& memory_;
    program::datum const& value_;
    source_span where_;
};

}  // namespace

bool replace(context& c, memory& m, program::datum& target, std::span<program::path_step const> steps, program::datum const& value, source_span where) {
    return replacement(c, m, value, where).at(target, steps);
}

}  // namespace barem::check
