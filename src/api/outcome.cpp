#include <barem/outcome.hpp>

#include "check/print.hpp"
#include "io/result_writer.hpp"
#include "plan/evaluation_tree.hpp"

#include <sstream>
#include <stdexcept>

namespace barem::inline BAREM_VERSION_NAMESPACE {
namespace {

program::record_kind const& roster_record(plan::compiled const& rules) { return rules.rules->records[rules.rules->roster_record]; }

}  // namespace

outcome::outcome(std::shared_ptr<plan::compiled const> rules, std::string id, std::vector<value> outputs)
    : rules_(std::move(rules)), id_(std::move(id)), outputs_(std::make_shared<std::vector<value> const>(std::move(outputs))) {}

std::size_t outcome::find(std::string_view name) const {
    auto const& record = roster_record(*rules_);
    for (std::size_t i = 0; i < record.outputs.size(); ++i)
        if (record.members[record.outputs[i].member].name == name) return i;
    throw std::out_of_range("the rule set has no output `" + std::string(name) + "`");
}

std::vector<std::string_view> outcome::names() const {
    auto const& record = roster_record(*rules_);
    std::vector<std::string_view> names;
    for (auto const& o : record.outputs) names.push_back(record.members[o.member].name);
    return names;
}

value const& outcome::operator[](std::string_view name) const { return (*outputs_)[find(name)]; }

std::string outcome::exact(std::string_view name) const {
    auto const i = find(name);
    if (auto const* n = std::get_if<number>(&(*outputs_)[i])) return n->to_exact();
    return text(name);
}

std::string outcome::text(std::string_view name) const {
    auto const i = find(name);
    auto const& record = roster_record(*rules_);
    auto const& type = record.members[record.outputs[i].member].type;
    auto const& v = (*outputs_)[i];
    if (auto const* n = std::get_if<number>(&v)) return n->to_fixed(record.outputs[i].digits);
    if (auto const* w = std::get_if<word>(&v)) return rules_->rules->enums[type.of].words[w->index].name;
    if (auto const* d = std::get_if<date>(&v)) return d->to_text();
    if (auto const* b = std::get_if<bool>(&v)) return *b ? "true" : "false";
    if (auto const* s = std::get_if<std::string>(&v)) return *s;
    return {};
}

std::string outcome::label(std::string_view name, std::string_view language) const {
    auto const i = find(name);
    auto const& record = roster_record(*rules_);
    auto const& type = record.members[record.outputs[i].member].type;
    if (auto const* w = std::get_if<word>(&(*outputs_)[i])) {
        auto const& chosen = rules_->rules->enums[type.of].words[w->index];
        auto const shown = check::text_of(chosen.shown, language);
        return shown.empty() ? chosen.name : std::string(shown);
    }
    return text(name);
}

std::string outcome::to_json(bool exact) const {
    std::ostringstream out;
    auto const writer = io::make_result_writer(io::result_format::jsonl, *rules_->rules, out, {exact, {}});
    writer->write({id_, *outputs_});
    writer->finish();
    auto line = out.str();
    if (!line.empty() && line.back() == '\n') line.pop_back();
    return line;
}

}  // namespace barem
