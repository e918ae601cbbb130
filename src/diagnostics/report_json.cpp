#include <barem/report.hpp>

#include "diagnostics/style.hpp"
#include "source/source_map.hpp"

#include <nlohmann/json.hpp>

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

using json = nlohmann::ordered_json;

/// Lines and columns count from 1, columns in characters; `begin` and `end` are byte offsets from 0. The end is exclusive.
void add_place(json& object, mapped_source const& source, source_span span) {
    auto const& lines = source.lines;
    auto const where = lines.clamp(source.local(span));
    auto const first = lines.position(where.begin), last = lines.position(where.end);
    object["line"] = first.line;
    object["column"] = first.column;
    object["end_line"] = last.line;
    object["end_column"] = last.column;
    object["begin"] = where.begin;
    object["end"] = where.end;
}

void add_no_place(json& object) {
    for (auto const* key : {"line", "column", "end_line", "end_column", "begin", "end"}) object[key] = nullptr;
}

json to_json(diagnostic_label const& label, bool primary, mapped_source const& file, source_map const& sources) {
    json object = json::object();
    object["primary"] = primary;
    object["text"] = label.text;
    auto const& its = sources.of(label.where);
    if (&its != &file) object["file"] = *its.name;
    add_place(object, its, label.where);
    return object;
}

json to_json(text_edit const& edit, mapped_source const& file, source_map const& sources) {
    json object = json::object();
    auto const& its = sources.of(edit.where);
    if (&its != &file) object["file"] = *its.name;
    add_place(object, its, edit.where);
    object["replacement"] = edit.replacement;
    return object;
}

json to_json(suggested_fix const& fix, mapped_source const& file, source_map const& sources) {
    json object = json::object();
    object["what"] = fix.what;
    object["safe"] = fix.safe;
    object["edits"] = json::array();
    for (auto const& edit : fix.edits) object["edits"].push_back(to_json(edit, file, sources));
    return object;
}

/// `reason`: why it is acknowledged; null: it is not.
json to_json(diagnostic const& finding, json reason, source_map const& sources) {
    auto const& file = finding.labels.empty() ? sources.main() : sources.of(finding.labels.front().where);
    json object = json::object();
    object["code"] = finding.code;
    object["severity"] = barem::to_text(finding.severity);
    object["message"] = finding.message;
    object["file"] = *file.name;
    if (finding.labels.empty()) add_no_place(object);
    else add_place(object, file, finding.labels.front().where);
    object["labels"] = json::array();
    for (auto const& label : finding.labels)
        object["labels"].push_back(to_json(label, &label == &finding.labels.front(), file, sources));
    object["notes"] = finding.notes;
    object["help"] = finding.help;
    object["witness"] = finding.witness;
    object["witness_record"] = finding.witness_record;
    object["fixes"] = json::array();
    for (auto const& fix : finding.fixes) object["fixes"].push_back(to_json(fix, file, sources));
    object["acknowledged"] = std::move(reason);
    return object;
}

}  // namespace

std::string report::to_json() const {
    source_map const sources(*this);
    auto all = json::array();
    for (auto const& finding : findings) all.push_back(barem::to_json(finding, nullptr, sources));
    for (auto const& known : acknowledged) all.push_back(barem::to_json(known.finding, known.reason, sources));
    // A message may quote bytes of a source that is no UTF-8; JSON cannot carry them.
    return all.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace barem
