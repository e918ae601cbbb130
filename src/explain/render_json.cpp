// Everything the sheets show, as data.
//
//   text      { "en": "...", "vi": "..." }
//   value     { "exact": "25/6" | "good" | "true" | "2015-10-15" | null, "shown": text }       numbers are strings, never rounded
//   basis     "citation": text, "readings": [1, 2]       numbers of "readings"; left out where there is none
//   entry     { "name": of the rule set, "label": text, "value": value, basis }
//   hit       { "table": text, "argument": text, "row": text, "reading": text, "result": value, basis }
//   case      { "label": text, "holds": bool, "because": [text], "countings", basis }
//   counting  { "from": date, "to": date, "not_counted": [run], "exchanged": [run], "says": text }       how working days were counted
//   run       { "first": date, "last": date, "reason": text }       days one after the other
//   "countings": [counting] stands where working days were counted, in cases, choices, calculation and deductions
//
//   { "rule_set": { "name", "label", "cites", "effective_from", "effective_to" }, "record": { "kind": text, "key": entry, "inputs": [entry] },
//     "results":       [ entry with "digits" and "printed": text ],
//     "choices":       [ entry with "cases": [case] and "hits": [hit] ]          the case that holds stands first
//     "ranks":         [ entry with "place", "before", "sharing", "group", "within": [entry], "keys": [entry with "descending"], "says": text ],
//     "quotas":        [ entry with "group", "base" of a share, "within": [entry], "says": text ],           (when there are any)
//     "admissions":    [ entry with "before", "sharing", "group", "quota": amount, "says": text ],           (when there are any)
//     "calculation":   [ entry with "formula": text, "because": [text], "bounds": [text], "hits": [hit], "exceptions": [case] ],
//     "figures":       [ entry with "declared": value where it was changed, "since": day of a value by date ],
//     "deductions":    [ entry with "rows": [ { "label", "times", "each", "cap", "product", "counted", basis } ], "sum", "cap" ],
//     "contributions": [ { "number", "path", "title", "common": [text], "columns": [ { "name", "label", "total", basis } ],
//                          "rows": [ { "position", "path", "depth", "group", "kind", "given": [text], "cells": [value with "note", or null],
//                                      "parts": [entry with "note"], "remarks": [text] } ],
//                          "notes": [ { "letter", "label", "says", "hits", basis } ], basis } ],
//     "readings":      [ { "number", "place": text, "citation": text, "says": text } ] }

#include "explain/render_json.hpp"

#include "io/json_writer.hpp"

namespace barem::explain {

namespace {

class json {
public:
    std::string write(content const& c);

private:
    void put(std::string_view key, text const& t) {
        w_.key(key);
        put(t);
    }
    void put(text const& t) { w_.begin_object().key("en").string(t.en).key("vi").string(t.vi).end_object(); }
    void put(std::string_view key, std::string const& s) { w_.key(key).string(s); }
    void put(std::string_view key, std::vector<text> const& all) {
        each(key, all, [&](text const& t) { put(t); });
    }
    void put(std::string_view key, amount const& a) {
        w_.key(key).begin_object();
        members(a);
        w_.end_object();
    }
    void members(amount const& a) {
        w_.key("exact");
        if (is_given(a.value)) w_.string(a.exact);
        else w_.null();
        put("shown", a.shown);
    }
    void whole(std::string_view key, std::uint64_t n) { w_.key(key).raw(std::to_string(n)); }
    void members(basis const& b) {
        if (!b.citation.empty()) put("citation", b.citation);
        if (b.readings.empty()) return;
        w_.key("readings").begin_array();
        for (unsigned r : b.readings) w_.raw(std::to_string(r));
        w_.end_array();
    }
    void members(entry const& e) {
        if (!e.name.empty()) put("name", e.name);
        put("label", e.label);
        put("value", e.value);
        members(e.basis);
    }
    template <typename T, typename F>
    void each(std::string_view key, std::vector<T> const& all, F one) {
        w_.key(key).begin_array();
        for (T const& t : all) one(t);
        w_.end_array();
    }
    /// An array of objects.
    template <typename T, typename F>
    void objects(std::string_view key, std::vector<T> const& all, F members_of) {
        each(key, all, [&](T const& t) {
            w_.begin_object();
            members_of(t);
            w_.end_object();
        });
    }
    void entries(std::string_view key, std::vector<entry> const& all) {
        objects(key, all, [&](entry const& e) { members(e); });
    }
    void hits(std::vector<hit> const& all) {
        objects("hits", all, [&](hit const& h) {
            put("table", h.table);
            put("argument", h.argument);
            put("row", h.row);
            if (!h.reading.empty()) put("reading", h.reading);
            put("result", h.result);
            members(h.basis);
        });
    }
    void runs(std::string_view key, std::vector<day_run> const& all) {
        objects(key, all, [&](day_run const& r) {
            put("first", r.first.to_text());
            put("last", r.last.to_text());
            put("reason", r.reason);
        });
    }
    void countings(std::vector<counting> const& all) {
        if (all.empty()) return;
        objects("countings", all, [&](counting const& c) {
            put("from", c.from.to_text());
            put("to", c.to.to_text());
            runs("not_counted", c.left_out);
            runs("exchanged", c.exchanged);
            put("says", c.says);
        });
    }
    void cases(std::string_view key, std::vector<verdict> const& all) {
        objects(key, all, [&](verdict const& v) {
            put("label", v.label);
            w_.key("holds").boolean(v.holds);
            put("because", v.because);
            countings(v.countings);
            members(v.basis);
        });
    }
    void deductions(std::vector<deduction_table> const&);
    void contributions(std::vector<contribution_table> const&);
    void rows(contribution_table const&);

    std::string out_;
    io::json_writer w_{out_, 1};
};

void json::deductions(std::vector<deduction_table> const& all) {
    objects("deductions", all, [&](deduction_table const& d) {
        members(d.what);
        objects("rows", d.rows, [&](deduction_row const& r) {
            put("label", r.label);
            put("times", r.times);
            put("each", r.once);
            if (r.cap) put("cap", *r.cap);
            put("product", r.product);
            put("counted", r.counted);
            members(r.basis);
        });
        countings(d.countings);
        put("sum", d.sum);
        if (d.cap) put("cap", *d.cap);
    });
}

void json::rows(contribution_table const& t) {
    auto const note = [&](unsigned n) {
        if (n != 0 && !t.notes[n - 1].letter.empty()) put("note", t.notes[n - 1].letter);
    };
    objects("rows", t.rows, [&](row const& r) {
        put("position", r.position);
        put("path", r.path);
        whole("depth", r.depth);
        w_.key("group").boolean(r.is_group);
        put("kind", r.kind);
        put("given", r.given);
        if (r.is_group) {
            objects("parts", r.parts, [&](entry const& e) {
                members(e);
                note(e.note);
            });
            return;
        }
        each("cells", r.cells, [&](cell const& c) {
            if (!c.value) return static_cast<void>(w_.null());
            w_.begin_object();
            members(*c.value);
            note(c.note);
            w_.end_object();
        });
        put("remarks", r.remarks);
    });
}

void json::contributions(std::vector<contribution_table> const& all) {
    objects("contributions", all, [&](contribution_table const& t) {
        whole("number", t.number);
        put("path", t.path);
        put("title", t.title);
        members(t.basis);
        put("common", t.common);
        objects("columns", t.columns, [&](column const& c) {
            put("name", c.name);
            put("label", c.label);
            members(c.basis);
            if (c.total) put("total", *c.total);
        });
        rows(t);
        objects("notes", t.notes, [&](note const& n) {
            put("letter", n.letter);
            put("label", n.label);
            put("says", n.says);
            hits(n.hits);
            members(n.basis);
        });
    });
}

std::string json::write(content const& c) {
    w_.begin_object().key("rule_set").begin_object();
    put("name", c.rule_set);
    put("label", c.rule_set_label);
    put("cites", c.cites);
    put("effective_from", c.effective_from);
    put("effective_to", c.effective_to);
    w_.end_object().key("record").begin_object();
    put("kind", c.record_label);
    w_.key("key").begin_object();
    members(c.key);
    w_.end_object();
    entries("inputs", c.inputs);
    w_.end_object();
    objects("results", c.results, [&](output const& o) {
        members(o.shown);
        whole("digits", o.digits);
        put("printed", o.printed);
    });
    objects("choices", c.choices, [&](choice const& one) {
        members(one.what);
        cases("cases", one.cases);
        hits(one.hits);
        countings(one.countings);
    });
    objects("ranks", c.rankings, [&](ranking const& r) {
        members(r.what);
        whole("place", r.place);
        whole("before", r.before);
        whole("sharing", r.sharing);
        whole("group", r.group);
        entries("within", r.within);
        objects("keys", r.keys, [&](ranking::key const& k) {
            members(k.what);
            w_.key("descending").boolean(k.descending);
        });
        put("says", r.says);
    });
    if (!c.quotas.empty())
        objects("quotas", c.quotas, [&](quota const& q) {
            members(q.what);
            whole("group", q.group);
            if (q.base) whole("base", *q.base);
            entries("within", q.within);
            put("says", q.says);
        });
    if (!c.admissions.empty())
        objects("admissions", c.admissions, [&](admission const& a) {
            members(a.what);
            whole("before", a.before);
            whole("sharing", a.sharing);
            whole("group", a.group);
            put("quota", a.quota);
            put("says", a.says);
        });
    objects("calculation", c.derivations, [&](derivation const& d) {
        members(d.what);
        if (!d.formula.empty()) put("formula", d.formula);
        put("because", d.because);
        put("bounds", d.bounds);
        hits(d.hits);
        countings(d.countings);
        cases("exceptions", d.exceptions);
    });
    objects("figures", c.figures, [&](figure const& f) {
        members(f.what);
        if (f.declared) put("declared", *f.declared);
        if (f.since) put("since", *f.since);
    });
    deductions(c.deductions);
    contributions(c.contributions);
    objects("readings", c.readings, [&](reading const& r) {
        whole("number", r.number);
        put("place", r.place);
        put("citation", r.citation);
        put("says", r.says);
    });
    w_.end_object();
    return std::move(out_) + "\n";
}

}  // namespace

std::string to_json(content const& c) { return json().write(c); }

}  // namespace barem::explain
