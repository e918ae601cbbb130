#include "witness/search.hpp"

#include "exec/dependent_inputs.hpp"
#include "exec/roster.hpp"
#include "exec/written.hpp"
#include "plan/lower.hpp"
#include "witness/records.hpp"

#include <algorithm>

namespace barem::witness {

using analysis::goal;

namespace {

constexpr std::size_t most_examples = 6;     // that searches begin with

void name_record(program::program const& p, record_data& r) {
    auto& id = r.values[p.records[p.roster_record].members[p.key_member].slot];
    id = std::string("witness");
}

}  // namespace

// ── the workshop ────────────────────────────────────────────────────────────────────────────────────────────────

workshop::workshop(std::shared_ptr<program::program const> const& p, record_limits const& limits)
    : compiled_(plan::compile(p)), among_others_(compiled_), map_(compiled_), points_(*p), parameters_(exec::initial_parameters(*p)), limits_(limits) {
    for (auto& r : among_others_.tree.records)
        for (auto& m : r.members) m.unique = false;
    limits_.max_steps = std::min<std::uint64_t>(limits_.max_steps, 1'000'000);
    if (p->roster_record == none) return;
    for (std::size_t fewest : {0U, 1U}) seeds_.push_back(plainest_record(*p, p->roster_record, fewest));
    for (auto const& e : p->examples)
        if (!e.records.empty() && seeds_.size() < 2 + most_examples) seeds_.push_back(exec::to_record(*p, p->roster_record, e.records.front()));
    for (auto& s : seeds_) name_record(*p, s);
    std::erase_if(seeds_, [&](record_data const& s) { return !is_valid(s); });
}

bool workshop::is_valid(record_data const& r) const {
    return exec::check_dependent_inputs(compiled_, r, rules().roster_record, parameters_, limits_).empty();
}

std::vector<record_data> workshop::around(record_data const& r) const {
    if (others_ == 0) return {};
    auto const& p = rules();
    auto other = plainest_record(p, p.roster_record, 0);
    auto const& members = p.records[p.roster_record].members;
    for (auto const& m : members)            // of the same groups, as far as inputs decide that
        if (m.kind == program::member_kind::input && !m.is_key && !cell{nullptr, &m}.holds_records()) {
            bool const parts = std::ranges::any_of(p.cohorts, [&](program::cohort const& c) {
                return std::ranges::any_of(c.partition, [&](index i) { return &members[i] == &m; });
            });
            if (parts) other.values[m.slot] = r.values[m.slot];
        }
    std::vector<record_data> all(others_, other);
    for (std::size_t i = 0; i != all.size(); ++i) all[i].values[members[p.key_member].slot] = "other " + std::to_string(i + 1);
    return all;
}

distance workshop::far(record_data const& r, goal const& wanted) { return evaluated(r).to(wanted); }

std::pair<distance, std::size_t> workshop::judged(record_data const& r, goal const& wanted) {
    auto run = evaluated(r);
    auto const far = run.to(wanted);
    return {far, run.failures()};
}

std::vector<std::optional<value>> workshop::given(record_data const& r, goal const& wanted) {
    auto run = evaluated(r);
    return run.to(wanted).none() ? run.given() : std::vector<std::optional<value>>{};
}

measure workshop::evaluated(record_data const& r) {
    auto const& p = rules();
    exec::peers peers;
    if (!p.cohorts.empty()) {
        exec::roster_scorer scorer(among_others_, p.roster_record, parameters_, limits_);
        auto const add = [&](record_data const& one, std::size_t i) {
            static_cast<void>(scorer.add(std::make_shared<record_data const>(one), std::to_string(i)));
        };
        add(r, 0);
        std::size_t i = 0;
        for (auto const& other : around(r)) add(other, ++i);
        auto const done = scorer.finish();
        for (auto const& s : done.scored)
            if (s.position == 0) peers = exec::peers_of(among_others_.tree, s, done.groups);
    }
    return measure(compiled_, map_, parameters_, r, std::move(peers), limits_);
}

std::set<program::member const*> workshop::relevant(goal const& wanted) const {
    std::set<analysis::member_place> known;
    std::vector<analysis::member_place> waiting;
    std::set<index> tables;
    auto const& p = rules();
    auto const reach = [&](program::expression const& e, analysis::place const& at) {
        if (e.kind == program::expression_kind::field) waiting.push_back(analysis::member_of(p, at, e));
        auto const walk_path = [&](index record, std::vector<index> const& path) {
            for (auto const m : path) {
                if (record == none) return;
                waiting.push_back({record, m});
                record = p.records[record].members[m].type.of;
            }
        };
        for (auto const& a : e.aggregate) walk_path(analysis::record_at(p, at, a.origin), a.lists);
        if (e.kind == program::expression_kind::field || e.kind == program::expression_kind::parent) walk_path(analysis::record_at(p, at, e.scope), e.through);
    };
    auto const add_users = [&](analysis::member_place m) {             // on the way to the outputs
        for (auto const& use : map_.uses(m))
            if (use.where.owner.member != none) waiting.push_back(use.where.owner);
    };
    if (wanted.form == goal::kind::call)
        for (auto const& call : map_.calls(wanted.table)) {
            if (!wanted.only || call.what == wanted.only) waiting.push_back(call.where.owner);
        }
    else waiting.push_back(wanted.owner);
    auto const origins = waiting;
    for (auto const& o : origins)
        if (o.record != none && o.member != none) add_users(o);
    while (!waiting.empty()) {
        auto const m = waiting.back();
        waiting.pop_back();
        if (m.record == none || m.member == none || !known.insert(m).second) continue;
        analysis::walk_definition(p, m, reach);
    }
    std::set<program::member const*> inputs;
    for (auto const& m : known) {
        auto const& its = p.records[m.record].members[m.member];
        if (its.kind != program::member_kind::input) continue;
        inputs.insert(&its);
        for (auto const* bound : {&its.low_input, &its.high_input})
            if (*bound) inputs.insert(&p.records[m.record].members[(*bound)->member]);
    }
    // the lists in which a record stands, and that leads to it
    for (bool more = true; more;) {
        more = false;
        for (auto const& r : p.records)
            for (auto const& m : r.members) {
                bool const holds = m.type.kind == program::type_kind::list || m.type.kind == program::type_kind::record;
                if (m.kind != program::member_kind::input || !holds || inputs.contains(&m)) continue;
                auto const& inside = p.records[m.type.of].members;
                if (std::ranges::any_of(inside, [&](program::member const& i) { return inputs.contains(&i); })) more = inputs.insert(&m).second || more;
            }
    }
    return inputs;
}

// ── the search ──────────────────────────────────────────────────────────────────────────────────────────────────

namespace {

class search {
public:
    search(workshop& shop, goal const& wanted, unsigned evaluations)
        : shop_(shop), p_(shop.rules()), goal_(wanted), relevant_(shop.relevant(wanted)), left_(evaluations) {}

    std::optional<record_data> run() {
        std::optional<std::pair<distance, record_data>> best;
        auto seeds = by_distance();
        for (std::size_t i = 0; i != seeds.size() && left_ != 0; ++i) {
            left_for_seed_ = std::max(left_ / 2, std::min(left_, 200U));
            now_ = std::move(seeds[i].second);
            far_ = seeds[i].first;
            climb();
            if (far_.none()) return now_;
            if (!best || far_ < best->first) best.emplace(far_, now_);
        }
        return goal_.form == goal::kind::extreme && best ? std::optional(std::move(best->second)) : std::nullopt;
    }

private:
    std::vector<std::pair<distance, record_data>> by_distance() {
        std::vector<std::pair<distance, record_data>> all;
        for (auto const& s : shop_.seeds()) all.emplace_back(shop_.far(s, goal_), s);
        std::ranges::stable_sort(all, [](auto const& a, auto const& b) { return a.first < b.first; });
        return all;
    }

    [[nodiscard]] bool over() const { return left_ == 0 || left_for_seed_ == 0 || far_.none(); }

    /// One input after the other, then the sizes of lists, until nothing brings the record nearer.
    void climb() {
        for (bool nearer = true; nearer && !over();) {
            nearer = false;
            for (std::size_t i = 0; !over(); ++i) {
                auto const cells = cells_of(p_, p_.roster_record, now_);
                if (i >= cells.size()) break;
                if (!relevant_.contains(cells[i].input)) continue;
                bool const moved = cells[i].holds_records() ? resize(i) : move(i);
                nearer = moved || nearer;
            }
        }
    }

    /// Whether what `now_` has become is nearer.
    bool better() {
        if (left_ != 0) --left_;
        if (left_for_seed_ != 0) --left_for_seed_;
        if (!shop_.is_valid(now_)) return false;
        auto const there = shop_.far(now_, goal_);
        if (!(there < far_)) return false;
        far_ = there;
        return true;
    }

    bool put(cell const& c, value v) {
        if (v == c.scalar() || over()) return false;
        auto before = std::exchange(c.scalar(), std::move(v));
        if (better()) return true;
        c.scalar() = std::move(before);
        return false;
    }

    bool move(std::size_t i) {
        auto const c = cells_of(p_, p_.roster_record, now_)[i];
        bool nearer = false;
        if (std::holds_alternative<number>(c.scalar())) nearer = aim(c) || nearer;
        if (over()) return nearer;
        for (auto& v : shop_.points().for_input(p_, *c.input, c.scalar()))
            if (put(c, std::move(v))) {
                nearer = true;
                if (over()) return true;
            }
        if (std::holds_alternative<number>(c.scalar()) || std::holds_alternative<date>(c.scalar())) nearer = stride(c) || nearer;
        return nearer;
    }

    /// Where the goal would be reached if the distance went on as it begins.
    bool aim(cell const& c) {
        number const from = std::get<number>(c.scalar());
        bool const at_top = c.input->range.high && from + number(1) > *c.input->range.high;
        number const ahead = allowed(*c.input, at_top ? from - number(1) : from + number(1), rounding::half_even);
        if (ahead == from) return false;
        number const raw = far_.raw;
        c.scalar() = ahead;
        if (left_ != 0) --left_;
        auto const there = shop_.is_valid(now_) ? shop_.far(now_, goal_).raw : raw;
        c.scalar() = from;
        number const slope = (there - raw) / (ahead - from);
        if (slope.is_zero()) return false;
        number const target = from - raw / slope;
        bool nearer = false;
        for (auto const mode : {rounding::half_even, rounding::down, rounding::up}) nearer = put(c, allowed(*c.input, target, mode)) || nearer;
        return nearer;
    }

    /// Steps that double as long as they help.
    bool stride(cell const& c) {
        bool nearer = false;
        for (bool const up : {true, false})
            for (number step = 1; !over(); step = step * number(2)) {
                if (auto const* d = std::get_if<date>(&c.scalar())) {
                    auto const day = std::int64_t{d->days} + (up ? 1 : -1) * step.to_int64().value_or(0);
                    if (day < first_day || day > last_day || !put(c, date{static_cast<std::int32_t>(allowed(*c.input, day, rounding::half_even).to_int64().value())})) break;
                } else {
                    auto const& n = std::get<number>(c.scalar());
                    if (!put(c, allowed(*c.input, up ? n + step : n - step, rounding::half_even))) break;
                }
                nearer = true;
            }
        return nearer;
    }

    bool try_records(cell const& c, std::vector<record_data> changed) {
        if (over()) return false;
        auto before = std::exchange(c.records(), std::move(changed));
        if (better()) return true;
        c.records() = std::move(before);
        return false;
    }

    /// One element more or fewer, or many more at once.
    bool resize(std::size_t i) {
        bool nearer = false;
        for (bool more = true; more && !over();) {
            more = false;
            auto const c = cells_of(p_, p_.roster_record, now_)[i];
            auto const& has = c.records();
            std::vector<std::vector<record_data>> ways;
            if (has.size() < most_elements(*c.input)) {
                auto const element = has.empty() ? plainest_record(p_, c.input->type.of, 1) : has.front();
                ways.push_back(has);
                ways.back().push_back(element);
                ways.push_back(has);
                ways.back().push_back(plainest_record(p_, c.input->type.of, 1));
                if (has.size() > 1) {
                    ways.push_back(has);
                    ways.back().push_back(has.back());
                }
                ways.push_back(has);
                ways.back().resize(std::min(most_elements(*c.input), std::max<std::size_t>(2 * has.size(), 10)), element);
            }
            for (std::size_t k = 0; has.size() > least_elements(*c.input) && k != std::min<std::size_t>(has.size(), 12); ++k) {
                ways.push_back(has);
                ways.back().erase(ways.back().begin() + static_cast<std::ptrdiff_t>(k));
            }
            for (auto& way : ways)
                if (try_records(c, std::move(way))) {
                    nearer = more = true;
                    break;
                }
        }
        return nearer;
    }

    workshop& shop_;
    program::program const& p_;
    goal const& goal_;
    std::set<program::member const*> relevant_;
    unsigned left_, left_for_seed_ = 0;
    record_data now_;
    distance far_;
};

}  // namespace

std::optional<record_data> find_record(workshop& shop, goal const& wanted, unsigned evaluations) { return search(shop, wanted, evaluations).run(); }

}  // namespace barem::witness
