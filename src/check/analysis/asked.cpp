#include "check/analysis/asked.hpp"

namespace barem::analysis {

using program::expression;
using program::expression_kind;

namespace {

constexpr std::size_t most_known = 200;      // so that a list of 10,000 levels does not take each of them for each other one

class walker {
public:
    walker(program::program const& p, site_visitor const& visit) : p_(p), visit_(visit) {}

    void member(index record, index m) {
        here_ = {};
        here_.owner = {record, m};
        here_.at = place::in_record(record);
        auto const& its = p_.records[record].members[m];
        for (auto const& e : its.required_when) ask(e, asked_by::requirement);
        exceptions(its);
        for (auto const& c : its.levels) levels(c);
        for (auto const& d : its.deductions) deductions(d);
    }

    void table(index t) {
        here_ = {};
        here_.at = place::in_table(t);
        for (auto const& row : p_.tables[t].rows) {
            for (auto const& test : row.tests)
                if (test.form == program::test::kind::condition) ask(test.members.front(), asked_by::row);
            for (auto const& r : row.result) inside(r);
        }
        for (auto const& o : p_.tables[t].otherwise) inside(o.value);
    }

    void in_roster(expression const& e, index record, bool is_condition) {
        here_ = {};
        here_.owner = {record, program::none};
        here_.at = place::in_record(record);
        if (is_condition) ask(e, asked_by::filter);
        else inside(e);
    }

private:
    /// Adds to what is known while it lives.
    class scope {
    public:
        explicit scope(walker& w) : w_(w), size_(w.here_.known.size()) {}
        ~scope() { w_.here_.known.resize(size_); }
        scope(scope const&) = delete;
        scope& operator=(scope const&) = delete;
        void know(expression const& e, bool holds) {
            if (w_.here_.known.size() < most_known) w_.here_.known.push_back({&e, holds});
        }
    private:
        walker& w_;
        std::size_t size_;
    };

    void ask(expression const& e, asked_by by) {
        if (visit_.condition) visit_.condition(e, by, here_);
        inside(e);
    }

    void exceptions(program::member const& its) {
        scope none_holds(*this);
        for (auto const& x : its.exceptions) ask(x.condition, asked_by::exception);
        for (auto const& x : its.exceptions) {
            scope holds(*this);
            holds.know(x.condition, true);
            inside(x.value);
        }
        for (auto const& x : its.exceptions) none_holds.know(x.condition, false);
        for (auto const& v : its.value)
            if (v.type.kind == program::type_kind::truth) ask(v, asked_by::definition);
            else inside(v);
    }

    void levels(program::classification const& c) {
        scope earlier(*this);
        for (auto const& level : c.levels) {
            {
                scope own(*this);
                for (auto const& condition : level.condition) {
                    ask(condition, asked_by::level);
                    own.know(condition, true);
                }
                inside(level.value);
            }
            if (!c.unique)
                for (auto const& condition : level.condition) earlier.know(condition, false);
        }
    }

    void deductions(program::deduction_table const& d) {
        for (auto const& row : d.rows) {
            scope own(*this);
            if (row.each) inside(row.condition);
            else {
                ask(row.condition, asked_by::deduction);
                own.know(row.condition, true);
            }
            inside(row.amount);
            for (auto const& cap : row.cap) inside(cap);
        }
        for (auto const& cap : d.cap) inside(cap);
    }

    /// Looks for choices and filters.
    void inside(expression const& e) {
        switch (e.kind) {
            case expression_kind::conditional: return conditional(e);
            case expression_kind::logical_and:
            case expression_kind::logical_or: {
                scope left(*this);
                for (auto const& o : e.operands) {
                    inside(o);
                    left.know(o, e.kind == expression_kind::logical_and);
                }
                return;
            }
            case expression_kind::aggregate: return aggregate(e);
            case expression_kind::field:
            case expression_kind::look_up:
                if (visit_.reference) visit_.reference(e, here_);
                break;
            case expression_kind::in_interval:
                if (visit_.interval) visit_.interval(e, here_);
                break;
            default: break;
        }
        for (auto const& o : e.operands) inside(o);
        for (auto const& i : e.in)
            for (auto const* bound : {&i.low, &i.high})
                for (auto const& b : *bound) inside(b);
    }

    void conditional(expression const& e) {
        scope before(*this);
        for (std::size_t i = 0; i + 1 < e.operands.size(); i += 2) {
            ask(e.operands[i], asked_by::branch);
            {
                scope then(*this);
                then.know(e.operands[i], true);
                inside(e.operands[i + 1]);
            }
            before.know(e.operands[i], false);
        }
        inside(e.operands.back());
    }

    void aggregate(expression const& e) {
        auto const& a = e.aggregate.front();
        auto outer = here_;
        here_.at = element_of(p_, outer.at, a);
        here_.within.push_back(&e);
        here_.known.clear();
        for (auto const& f : a.filter) ask(f, asked_by::filter);
        for (auto const& f : a.filter) here_.known.push_back({&f, true});
        for (auto const* part : {&a.over, &a.by})
            for (auto const& x : *part)
                if (x.type.kind == program::type_kind::truth) ask(x, asked_by::filter);
                else inside(x);
        here_ = std::move(outer);
    }

    program::program const& p_;
    site_visitor const& visit_;
    site here_;
};

}  // namespace

void visit_sites(program::program const& p, site_visitor const& visit) {
    walker w(p, visit);
    for (index r = 0; r != p.records.size(); ++r)
        for (index m = 0; m != p.records[r].members.size(); ++m) w.member(r, m);
    for (index t = 0; t != p.tables.size(); ++t) w.table(t);
    for (auto const& rank : p.ranks)
        for (auto const& key : rank.keys) w.in_roster(key.value, p.cohorts[rank.cohort].record, false);
    for (auto const& a : p.group_aggregates) {
        auto const record = p.cohorts[a.cohort].record;
        for (auto const& f : a.filter) w.in_roster(f, record, true);
        for (auto const* part : {&a.over, &a.by})
            for (auto const& x : *part) w.in_roster(x, record, false);
    }
}

}  // namespace barem::analysis
