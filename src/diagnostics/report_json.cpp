#include <barem/report.hpp>

#include "source/line_index.hpp"

#include <nlohmann/json.hpp>

namespace barem {

namespace {

using json = nlohmann::ordered_json;

/// Lines and columns count from 1, columns in characters; `begin` and `end` are byte offsets from 0. The end is exclusive.
void add_place(json& object, line_index const& lines, source_span span) {
    auto const where = lines.clamp(span);
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

json to_json(diagnostic_label const& label, bool primary, line_index const& lines) {
    json object = json::object();
    object["primary"] = primary;
    object["text"] = label.text;
    add_place(object, lines, label.where);
    return object;
}

json to_json(diagnostic const& finding, std::string const& file, line_index const& lines) {
    json object = json::object();
    object["code"] = finding.code;
    object["severity"] = finding.severity == severity::error     ? "error"
                         : finding.severity == severity::warning ? "warning"
                                                                 : "hint";
    object["message"] = finding.message;
    object["file"] = file;
    if (finding.labels.empty()) add_no_place(object);
    else add_place(object, lines, finding.labels.front().where);
    object["labels"] = json::array();
    for (auto const& label : finding.labels)
        object["labels"].push_back(to_json(label, &label == &finding.labels.front(), lines));
    object["notes"] = finding.notes;
    object["help"] = finding.help;
    object["witness"] = finding.witness;
    return object;
}

}  // namespace

std::string report::to_json() const {
    line_index const lines(text);
    auto all = json::array();
    for (auto const& finding : findings) all.push_back(barem::to_json(finding, name, lines));
    // A message may quote bytes of a source that is no UTF-8; JSON cannot carry them.
    return all.dump(2, ' ', false, json::error_handler_t::replace);
}

}  // namespace barem
