#include "coverage/coverage.hpp"
#include "io/json_writer.hpp"

namespace barem::coverage {

namespace {

void write(io::json_writer& out, count const& c) {
    out.begin_object().key("touched").raw(std::to_string(c.touched)).key("places").raw(std::to_string(c.places));
    out.key("percent").string(c.share().to_exact()).end_object();
}

void write(io::json_writer& out, place const& p) {
    out.begin_object().key("construct").string(singular(p.form)).key("of").string(p.of).key("says").string(p.says);
    out.key("article").string(p.article).key("file").string(p.file);
    out.key("line").raw(std::to_string(p.line)).key("column").raw(std::to_string(p.column));
    out.key("examples").raw(std::to_string(p.examples)).end_object();
}

void write(io::json_writer& out, rule_set_coverage const& c) {
    out.begin_object().key("file").string(c.file).key("rule_set").string(c.rule_set).key("all");
    write(out, c.all());
    out.key("constructs").begin_object();
    for (auto const form : constructs)
        if (auto const part = c.of(form); part.places != 0) write(out.key(plural(form)), part);
    out.end_object().key("places").begin_array();
    for (auto const& p : c.places) write(out, p);
    out.end_array().end_object();
}

}  // namespace

std::string to_json(std::vector<rule_set_coverage> const& all) {
    std::string text;
    io::json_writer out(text, 2);
    out.begin_array();
    for (auto const& c : all) write(out, c);
    out.end_array();
    return text + '\n';
}

}  // namespace barem::coverage
