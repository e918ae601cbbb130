#include "ast/dump.hpp"

#include <array>
#include <string_view>

namespace barem::ast {
namespace {

std::string quote(std::string_view text) {
    std::string q = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') q += '\\';
        if (c == '\n') {
            q += "\\n";
        } else {
            q += c;
        }
    }
    return q + "\"";
}

std::string show(label const& l) {
    std::string text;
    for (auto const& t : l.texts) text += (t.language.text.empty() ? "" : " " + t.language.text) + " " + quote(t.text);
    return text;
}

std::string dotted(std::vector<name> const& path) {
    std::string text;
    for (auto const& n : path) text += (text.empty() ? "" : ".") + n.text;
    return text;
}

std::string show(path const& p) {
    std::string text;
    for (auto const& step : p.steps) {
        if (!step.field.text.empty()) {
            text += (text.empty() ? "" : ".") + step.field.text;
        } else {
            text += step.index ? "[" + std::to_string(*step.index) + "]" : "[*]";
        }
    }
    return text;
}

std::string_view show(hit_policy p) {
    static constexpr std::array<std::string_view, 8> names = {"unique", "first", "any", "priority", "collect sum", "collect min", "collect max",
                                                              "collect count"};
    return names[static_cast<std::size_t>(p)];
}

std::string_view show(band_clause::what w) {
    static constexpr std::array<std::string_view, 4> names = {"gaps take lower", "gaps take higher", "gaps take nothing", "overlaps take first"};
    return names[static_cast<std::size_t>(w)];
}

class printer {
public:
    explicit printer(dump_options options) : options_(options) {}

    std::string take() { return std::move(out_); }

    void rule_set_node(rule_set const& r) {
        line((r.is_library ? "library " : "ruleset ") + r.id.text + show(r.shown));
        under([&] {
            if (!r.language.text.empty()) line("language " + r.language.text);
            if (!r.cites.empty()) line("cites " + quote(r.cites));
            if (!r.article_word.empty()) line("article" + show(r.article_word));
            if (r.effective_from) part("effective from", *r.effective_from);
            if (r.effective_to) part("effective to", *r.effective_to);
            for (auto const& a : r.acknowledgements) line("acknowledge " + a.code.text + show(a.reason), a.scope);
        });
        for (auto const& u : r.units) line("unit " + u.id.text + show(u.shown), u.where);
        for (auto const& i : r.imports) line("import " + quote(i.path), i.where);
        for (auto const& c : r.calendars) calendar_node(c);
        for (auto const& e : r.enums) enum_node(e);
        for (auto const& p : r.parameters) parameter(p);
        for (auto const& rec : r.records) record(rec);
        for (auto const& t : r.tables) table(t);
        for (auto const& c : r.cohorts) cohort(c);
        for (auto const& s : r.samples) {
            line("sample " + s.id.text + " : " + s.record.text, s.where);
            under([&] { value(s.value); });
        }
        for (auto const& e : r.call_examples) {
            line("example", e.where);
            under([&] {
                part("call", e.call);
                part("expected", e.expected);
            });
        }
        for (auto const& e : r.record_examples) record_example_node(e);
    }

    void node(expression const& e) { node("", e); }

private:
    // ── lines ──

    void line(std::string_view text) {
        out_.append(2 * depth_, ' ');
        out_ += text;
        out_ += '\n';
    }

    void line(std::string const& text, source_span where) {
        line(options_.spans ? text + " @" + std::to_string(where.begin) + ".." + std::to_string(where.end) : text);
    }

    template <class Body>
    void under(Body const& body) {
        ++depth_;
        body();
        --depth_;
    }

    // ── expressions ──

    static std::string head(expression const& e) {
        switch (e.kind) {
            case expression_kind::number: return "number " + e.text + (e.unit.text == "%" ? "" : e.unit.text.empty() ? "" : " ") + e.unit.text;
            case expression_kind::date: return "date " + e.text;
            case expression_kind::string: return "string " + quote(e.text);
            case expression_kind::truth: return e.text;
            case expression_kind::nothing: return "nothing";
            case expression_kind::path: return "path " + dotted(e.path);
            case expression_kind::call: return "call " + e.text;
            case expression_kind::negate: return "negate";
            case expression_kind::logical_not: return "not";
            case expression_kind::binary: return "binary " + e.text;
            case expression_kind::in_interval: return "in interval";
            case expression_kind::in_set: return "in set";
            case expression_kind::is_given: return "is " + e.text;
            case expression_kind::conditional: return "if";
        }
        return {};
    }

    void node(std::string const& prefix, expression const& e) {
        line(prefix + head(e), e.where);
        under([&] {
            for (auto const& o : e.operands) node("", o);
            if (e.range) interval_node(*e.range);
            if (e.over) node("over: ", *e.over);
            if (e.filter) node("where: ", *e.filter);
            if (e.by) node("by: ", *e.by);
            if (!e.calendar.text.empty()) line("using " + e.calendar.text);
        });
    }

    void part(std::string const& title, expression const& e) { node(title + ": ", e); }

    void interval_node(interval const& i) {
        line("interval", i.where);
        under([&] {
            if (i.low) part(i.low_closed ? "from" : "above", *i.low);
            if (i.high) part(i.high_closed ? "to" : "below", *i.high);
        });
    }

    // ── parts of declarations ──

    void notes(annotations const& a) {
        under([&] {
            for (auto const& c : a.citations) line(c.is_section ? "cites " + c.text : "cites " + quote(c.text), c.where);
            for (auto const& r : a.readings) line("reading" + show(r), r.where);
        });
    }

    void type_node(std::string const& title, type const& t) {
        std::string text = title + ": " + (t.is_list ? "list of " : "") + t.base.text + (t.is_optional ? "?" : "");
        if (t.decimals) text += " decimals " + std::to_string(*t.decimals);
        line(text, t.where);
        if (!t.range) return;
        under([&] {
            if (t.range->low) part("low", *t.range->low);
            if (t.range->high) part("high", *t.range->high);
        });
    }

    void columns(pipe_table const& t) {
        std::string text = "columns";
        for (auto const& c : t.columns) text += " " + c.text;
        line(text);
        for (auto const& r : t.rows) row_node(r);
    }

    void row_node(row const& r) {
        line("row" + show(r.shown), r.where);
        notes(r.notes);
        under([&] {
            for (auto const& c : r.cells) cell_node(c);
        });
    }

    void cell_node(cell const& c) {
        switch (c.form) {
            case cell::kind::any: return line("any", c.where);
            case cell::kind::section: return line("section " + c.text, c.where);
            case cell::kind::interval: return c.range ? interval_node(*c.range) : line("missing", c.where);
            case cell::kind::alternatives: break;
        }
        line("cell" + (c.comparison.empty() ? "" : " " + c.comparison) + (c.each ? " each" : ""), c.where);
        under([&] {
            for (auto const& v : c.values) node(v);
            if (c.cap) part("cap", *c.cap);
        });
    }

    void level_node(level const& l) {
        line((l.condition ? "level" : "otherwise") + show(l.shown), l.where);
        notes(l.notes);
        under([&] {
            part("value", l.value);
            if (l.condition) part("when", *l.condition);
        });
    }

    // ── declarations ──

    void calendar_node(calendar_declaration const& c) {
        line("calendar " + c.id.text + show(c.shown), c.where);
        under([&] {
            if (c.years) line("years " + std::to_string(c.years->first) + ".." + std::to_string(c.years->last), c.years->where);
            if (c.weekend) {
                std::string days;
                for (auto const& d : c.weekend->days) days += " " + d.text;
                line("weekend" + days, c.weekend->where);
            }
            for (auto const& h : c.holidays) {
                line("holiday " + h.first.text + (h.last ? ".." + h.last->text : "") + show(h.shown), h.where);
                notes(h.notes);
            }
            for (auto const& s : c.swaps) {
                line("worked " + s.worked.text + " for " + s.off.text + show(s.shown), s.where);
                notes(s.notes);
            }
        });
    }

    void enum_node(enum_declaration const& e) {
        line("enum " + e.id.text + show(e.shown) + (e.ordered ? " ordered" : ""), e.where);
        under([&] {
            for (auto const& w : e.words) line(w.id.text + show(w.shown));
        });
    }

    void parameter(parameter_declaration const& p) {
        line("parameter " + p.id.text + show(p.shown), p.where);
        notes(p.notes);
        under([&] {
            type_node("type", p.declared);
            if (p.value) part("value", *p.value);
            for (auto const& v : p.values) {
                line("dated value", v.where);
                notes(v.notes);
                under([&] {
                    part("from", v.from);
                    part("value", v.value);
                });
            }
        });
    }

    void record(record_declaration const& r) {
        line("record " + r.id.text + show(r.shown) + (r.parent ? " in " + r.parent->text : ""), r.where);
        under([&] {
            if (r.dated_by) line("dated by " + r.dated_by->id.text, r.dated_by->where);
            for (auto const& i : r.inputs) input_node(i);
            for (auto const& l : r.lets) let_node(l);
            for (auto const& c : r.classifications) classification_node(c);
            for (auto const& d : r.deduction_tables) deductions_node(d);
            for (auto const& o : r.outputs) {
                line("output " + o.id.text + (o.digits ? " digits " + std::to_string(*o.digits) : ""), o.where);
            }
        });
    }

    void input_node(input const& i) {
        line((i.is_key ? "key " : "input ") + i.id.text + show(i.shown), i.where);
        notes(i.notes);
        under([&] {
            type_node("type", i.declared);
            if (i.required_when) part("required when", *i.required_when);
        });
    }

    void let_node(let const& l) {
        line("let " + l.id.text + show(l.shown), l.where);
        notes(l.notes);
        under([&] {
            if (l.declared) type_node("type", *l.declared);
            part("value", l.value);
            for (auto const& e : l.exceptions) {
                line("exception " + e.id.text + show(e.shown), e.where);
                notes(e.notes);
                under([&] {
                    part("value", e.value);
                    part("when", e.condition);
                });
            }
        });
    }

    void classification_node(classification const& c) {
        line("classify " + c.id.text + show(c.shown) + (c.unique ? " hit unique" : ""), c.where);
        notes(c.notes);
        under([&] {
            if (c.declared) type_node("type", *c.declared);
            for (auto const& l : c.levels) level_node(l);
            if (c.otherwise) level_node(*c.otherwise);
        });
    }

    void deductions_node(deductions const& d) {
        line("deductions " + d.id.text + show(d.shown), d.where);
        notes(d.notes);
        under([&] {
            if (d.declared) type_node("type", *d.declared);
            columns(d.table);
            if (!d.limit) return;
            part("cap", d.limit->value);
            notes(d.limit->notes);
        });
    }

    void table(table_declaration const& t) {
        line((t.is_bands ? "bands " : "table ") + t.id.text + show(t.shown), t.where);
        notes(t.notes);
        under([&] {
            for (auto const& a : t.arguments) type_node("argument " + a.id.text + show(a.shown), a.declared);
            type_node("result", t.result);
            if (!t.is_bands) line("hit " + std::string(show(t.policy)));
            columns(t.table);
            for (auto const& c : t.clauses) {
                line(std::string(show(c.form)), c.where);
                notes(c.notes);
            }
            if (t.otherwise) level_node(*t.otherwise);
        });
    }

    void cohort(cohort_declaration const& c) {
        std::string text = "cohort " + c.record.text;
        for (std::size_t i = 0; i < c.partition.size(); ++i) text += (i == 0 ? " by " : ", ") + c.partition[i].text;
        line(text, c.where);
        under([&] {
            for (auto const& r : c.ranks) {
                line("rank " + r.id.text + show(r.shown) + (r.dense ? " dense" : " competition"), r.where);
                notes(r.notes);
                under([&] {
                    for (auto const& k : r.keys) part(k.descending ? "descending" : "ascending", k.value);
                });
            }
            for (auto const& l : c.lets) let_node(l);
            for (auto const& q : c.quotas) {
                line("quota " + q.id.text + show(q.shown) + (q.mode ? " rounded " + q.mode->text : ""), q.where);
                notes(q.notes);
                under([&] {
                    part("amount", q.amount);
                    if (q.filter) part("where", *q.filter);
                });
            }
            for (auto const& a : c.admissions) {
                line("admit " + a.id.text + show(a.shown) + " by " + a.rank.text + " up to " + a.quota.text + (a.ties_in ? " ties in" : " ties out"), a.where);
                notes(a.notes);
            }
        });
    }

    // ── samples and examples ──

    void value(datum const& d, std::string const& prefix = {}) {
        switch (d.form) {
            case datum::kind::literal: return d.literal ? node(prefix, *d.literal) : line(prefix + "missing", d.where);
            case datum::kind::word: return line(prefix + "word " + d.word.text, d.where);
            case datum::kind::object:
                line(prefix + "object", d.where);
                return under([&] {
                    for (auto const& [id, field] : d.fields) value(field, id.text + ": ");
                });
            case datum::kind::list:
                line(prefix + "list", d.where);
                return under([&] {
                    for (auto const& [element, times] : d.elements) value(element, times == 1 ? "" : std::to_string(times) + " times ");
                });
        }
    }

    void record_example_node(record_example const& e) {
        line("example" + show(e.shown) + " : " + (e.is_roster ? "roster" : e.records.empty() ? "" : e.records.front().subject.text), e.where);
        under([&] {
            for (auto const& r : e.records) {
                if (!e.is_roster) {
                    example_record_node(r);
                    continue;
                }
                line(r.subject.text + (r.times == 1 ? "" : " times " + std::to_string(r.times)), r.where);
                under([&] { example_record_node(r); });
            }
            for (auto const& x : e.expectations) part("expect " + show(x.target), x.value);
        });
    }

    void example_record_node(example_record const& r) {
        if (r.value) value(*r.value);
        for (auto const& o : r.overrides) value(o.value, "with " + show(o.target) + ": ");
    }

    dump_options options_;
    std::string out_;
    std::size_t depth_ = 0;
};

}  // namespace

std::string dump(rule_set const& tree, dump_options options) {
    printer p(options);
    p.rule_set_node(tree);
    return p.take();
}

std::string dump(expression const& e, dump_options options) {
    printer p(options);
    p.node(e);
    return p.take();
}

}  // namespace barem::ast
