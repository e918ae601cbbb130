#pragma once
// Rejected records, one JSON object a line.

#include <barem/issue.hpp>

#include "io/json_writer.hpp"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace barem::io {

inline void write_issue(json_writer& json, issue const& problem) {
    json.key("path").string(problem.path).key("expected").string(problem.expected).key("found").string(problem.found);
    json.key("message").string(problem.message);
    if (!problem.rule.empty()) json.key("rule").string(problem.rule);
    if (!problem.citation.empty()) json.key("citation").string(problem.citation);
}

/// Appends {"line":3,"id":"A-7","path":"tasks[0].kind","expected":"...","found":"...","message":"..."} and a line end. `rule` and
/// `citation` are there when a rule could not be evaluated; `more` lists the further problems of the record in the same form. The id
/// is null when it is not known; the line is left out when it is 0.
inline void append_reject(std::string& out, std::size_t line, std::optional<std::string_view> id, issues const& problems) {
    json_writer json(out);
    json.begin_object();
    if (line != 0) json.key("line").raw(std::to_string(line));
    json.key("id");
    if (id) json.string(*id);
    else json.null();
    if (!problems.empty()) write_issue(json, problems.front());
    if (problems.size() > 1) {
        json.key("more").begin_array();
        for (std::size_t i = 1; i < problems.size(); ++i) {
            json.begin_object();
            write_issue(json, problems[i]);
            json.end_object();
        }
        json.end_array();
    }
    json.end_object();
    out += '\n';
}

}  // namespace barem::io
