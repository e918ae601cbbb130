// The same as data.
//
//   text      { "en": "...", "vi": "..." }
//   value     { "exact": "25/6" | "good" | "true" | "2015-10-15" | null, "shown": text }       numbers are strings, never rounded
//   change    { "path", "label": text, "before": value, "after": value, "written": after as --what-if takes it }
//   condition { "form": "condition", "needed": text, "now": text, "gap": { "amount", "strict", "direction": "up" | "down" }, "lacks": text,
//               "input": path of the input that it asks, "about": text, "citation": text }       what does not apply is left out
//             { "form": "all" | "any", "about": text, "citation": text, "parts": [condition] }
//
//   comparison { "rule_set", "record": { "kind": text, "key": value }, "inputs": [change],
//                "outputs": [ { "name", "label", "before", "after", "changed": bool } ],
//                "definitions": [ { "path", "label", "citation", "before", "after", "now": [text], "no_longer": [text] } ] }
//   obstacles  { "rule_set", "record", "classification": path, "label": text, "wanted": value, "now": value, "reached": bool,
//                "between": condition or null, "found": bool, "places_as_they_were": bool, "changes": [change] }

#include "counterfactual/content.hpp"
#include "io/json_writer.hpp"

namespace barem::counterfactual {

namespace {

class json {
public:
    std::string write(comparison::content const& c) {
        begin(c.heading);
        each("inputs", c.inputs, [&](changed_input const& i) { change(i); });
        each("outputs", c.outputs, [&](compared_output const& o) {
            w_.key("name").string(o.name);
            put("label", o.label);
            put("before", o.before);
            put("after", o.after);
            w_.key("changed").boolean(o.is_changed());
        });
        each("definitions", c.definitions, [&](changed_definition const& d) {
            w_.key("path").string(d.path);
            put("label", d.label);
            if (!d.citation.empty()) put("citation", d.citation);
            put("before", d.before);
            put("after", d.after);
            texts("now", d.now);
            texts("no_longer", d.no_longer);
        });
        return end();
    }

    std::string write(obstacles::content const& c) {
        begin(c.heading);
        w_.key("classification").string(c.path);
        put("label", c.label);
        put("wanted", c.wanted);
        put("now", c.now);
        w_.key("reached").boolean(!c.between);
        w_.key("between");
        if (c.between) condition(*c.between);
        else w_.null();
        w_.key("found").boolean(c.is_found);
        w_.key("places_as_they_were").boolean(c.searched_among_others);
        each("changes", c.enough, [&](changed_input const& i) { change(i); });
        return end();
    }

private:
    void begin(heading const& h) {
        w_.begin_object().key("rule_set").string(h.rule_set).key("record").begin_object();
        put("kind", h.record_label);
        put("key", h.key);
        w_.end_object();
    }
    std::string end() {
        w_.end_object();
        return std::move(out_) + "\n";
    }

    void put(std::string_view key, text const& t) {
        w_.key(key);
        put(t);
    }
    void put(text const& t) { w_.begin_object().key("en").string(t.en).key("vi").string(t.vi).end_object(); }
    void put(std::string_view key, explain::amount const& a) {
        w_.key(key).begin_object().key("exact");
        if (is_given(a.value)) w_.string(a.exact);
        else w_.null();
        put("shown", a.shown);
        w_.end_object();
    }
    void texts(std::string_view key, std::vector<text> const& all) {
        w_.key(key).begin_array();
        for (text const& t : all) put(t);
        w_.end_array();
    }
    template <typename T, typename F>
    void each(std::string_view key, std::vector<T> const& all, F members) {
        w_.key(key).begin_array();
        for (T const& t : all) {
            w_.begin_object();
            members(t);
            w_.end_object();
        }
        w_.end_array();
    }

    void change(changed_input const& i) {
        w_.key("path").string(i.path);
        put("label", i.label);
        put("before", i.before);
        put("after", i.after);
        w_.key("written").string(i.written);
    }

    void condition(unmet const& u) {
        w_.begin_object().key("form").string(u.form == unmet::kind::condition ? "condition" : u.form == unmet::kind::all ? "all" : "any");
        if (!u.about.empty()) put("about", u.about);
        if (!u.needed.empty()) put("needed", u.needed);
        if (!u.now.empty()) put("now", u.now);
        if (u.gap) {
            w_.key("gap").begin_object().key("amount").string(u.gap->amount.to_exact()).key("strict").boolean(u.gap->is_strict);
            w_.key("direction").string(u.gap->rises ? "up" : "down").end_object();
            put("lacks", u.lacks);
        }
        if (!u.input.empty()) w_.key("input").string(u.input);
        if (!u.citation.empty()) put("citation", u.citation);
        if (u.form != unmet::kind::condition) {
            w_.key("parts").begin_array();
            for (auto const& part : u.parts) condition(part);
            w_.end_array();
        }
        w_.end_object();
    }

    std::string out_;
    io::json_writer w_{out_, 1};
};

}  // namespace

std::string to_json(comparison::content const& c) { return json().write(c); }
std::string to_json(obstacles::content const& c) { return json().write(c); }

}  // namespace barem::counterfactual
