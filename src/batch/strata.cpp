#include "batch/strata.hpp"

#include <algorithm>

namespace barem::batch {

namespace {

using purpose = decltype(columnar::yield::purpose);

index yield_of(std::vector<columnar::yield> const& yields, purpose what, index of, index in) {
    for (index y = 0; y != yields.size(); ++y)
        if (yields[y].purpose == what && yields[y].of == of && yields[y].in == in) return y;
    return none;
}

class strata_builder {
public:
    strata_builder(plan::evaluation_tree const& tree, index record, columnar::columnar_program const* program)
        : tree_(tree), record_(record), kind_(tree.records[record]), program_(program) {}

    std::vector<stratum> run() {
        for (index o = 0; o != kind_.outputs.size(); ++o) {
            plan::member const& m = kind_.members[kind_.outputs[o]];
            stratum& s = of(m.stratum);
            if (m.kind != program::member_kind::rank) s.outputs.push_back({o, yield(m.stratum, purpose::output, o, none)});
        }
        for (index c = 0; c != tree_.cohorts.size(); ++c) add_cohort(c);
        for (index r = 0; r != tree_.ranks.size(); ++r) add_rank(r);
        for (index a = 0; a != tree_.group_aggregates.size(); ++a) {
            index const s = tree_.group_aggregates[a].stratum;
            of(s).aggregates.push_back({a, yield_in(s, purpose::over, a), yield_in(s, purpose::by, a), yield_in(s, purpose::filter, a)});
            of(s + 1);
        }
        if (program_ != nullptr && program_->stages.size() > made_.size()) made_.resize(program_->stages.size());
        for (stratum& s : made_) s.evaluates = !s.outputs.empty() || !s.cohorts.empty() || !s.ranks.empty() || !s.aggregates.empty();
        for (std::size_t i = 0; program_ != nullptr && i != program_->stages.size(); ++i)
            if (!std::ranges::all_of(program_->stages[i].yields, [&](auto const& y) { return is_output_of_rank(tree_, record_, y); })) made_[i].evaluates = true;
        return std::move(made_);
    }

private:
    stratum& of(index s) {
        if (made_.size() <= s) made_.resize(s + 1);
        return made_[s];
    }
    index yield(index s, purpose what, index number, index in) const {
        return program_ == nullptr || s >= program_->stages.size() ? none : yield_of(program_->stages[s].yields, what, number, in);
    }
    /// Of those that stand in an aggregate; their own number is of no account.
    index yield_in(index s, purpose what, index aggregate) const {
        if (program_ == nullptr || s >= program_->stages.size()) return none;
        auto const& yields = program_->stages[s].yields;
        auto const found = std::ranges::find_if(yields, [&](auto const& y) { return y.purpose == what && y.in == aggregate; });
        return found == yields.end() ? none : static_cast<index>(found - yields.begin());
    }
    void add_cohort(index c) {
        plan::cohort const& cohort = tree_.cohorts[c];
        stratum::cohort made{c, {}};
        for (index i = 0; i != cohort.partition.size(); ++i) made.partition.push_back(yield(cohort.stratum, purpose::partition, i, c));
        of(cohort.stratum).cohorts.push_back(std::move(made));
        of(cohort.stratum + 1);
    }
    void add_rank(index r) {
        plan::rank const& rank = tree_.ranks[r];
        stratum::rank made{r, {}};
        for (index i = 0; i != rank.keys.size(); ++i) made.keys.push_back(yield(rank.stratum, purpose::key, i, r));
        of(rank.stratum).ranks.push_back(std::move(made));
        of(rank.stratum + 1);
    }

    plan::evaluation_tree const& tree_;
    index record_;
    plan::record const& kind_;
    columnar::columnar_program const* program_;
    std::vector<stratum> made_{1};
};

}  // namespace

bool is_output_of_rank(plan::evaluation_tree const& tree, index record, columnar::yield const& yield) {
    plan::record const& kind = tree.records[record];
    return yield.purpose == purpose::output && kind.members[kind.outputs[yield.of]].kind == program::member_kind::rank;
}

std::vector<stratum> strata_of(plan::evaluation_tree const& tree, index record, columnar::columnar_program const* program) {
    return strata_builder(tree, record, program).run();
}

void write_phase(value_writer& out, stratum const& s, exec::first_phase const& made) {
    for (auto const& c : s.cohorts)
        for (value const& v : made.brought.partitions[c.number]) out.write(v);
    for (auto const& r : s.ranks)
        for (value const& v : made.brought.keys[r.number]) out.write(v);
    for (auto const& a : s.aggregates) {
        exec::contribution const& c = made.brought.contributions[a.number];
        out.write(c.counts);
        if (c.counts) out.write(c.over), out.write(c.by);
    }
    for (auto const& o : s.outputs) out.write(made.outputs[o.number]);
}

void read_phase(value_reader& in, stratum const& s, plan::evaluation_tree const& tree, exec::first_phase& made) {
    auto const read_all = [&](std::vector<value>& into, std::size_t count) {
        into.resize(count);
        for (value& v : into) v = in.read();
    };
    for (auto const& c : s.cohorts) read_all(made.brought.partitions[c.number], tree.cohorts[c.number].partition.size());
    for (auto const& r : s.ranks) read_all(made.brought.keys[r.number], tree.ranks[r.number].keys.size());
    for (auto const& a : s.aggregates) {
        exec::contribution& c = made.brought.contributions[a.number];
        c = {};
        c.counts = std::get<bool>(in.read());
        if (c.counts) c.over = in.read(), c.by = in.read();
    }
    for (auto const& o : s.outputs) made.outputs[o.number] = in.read();
}

}  // namespace barem::batch
