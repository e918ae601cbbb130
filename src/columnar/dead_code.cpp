#include "columnar/dead_code.hpp"

#include <algorithm>

namespace barem::columnar {

namespace {

class stage_cleaner {
public:
    explicit stage_cleaner(stage& s) : s_(s), live_(s.registers.size(), false) {}

    void need(index reg) { if (reg != none) live_[reg] = true; }
    [[nodiscard]] bool is_live(input const& in) const { return in.assumed || has(in.value) || has(in.given) || has(in.dividing); }

    /// What instructions need whose results are needed.
    void spread() {
        for (yield const& y : s_.yields) {
            need(y.value);
            need(y.given);
            need(y.divisor);
        }
        need(s_.fallback);
        for (auto i = s_.instructions.rbegin(); i != s_.instructions.rend(); ++i) {
            if (!live_[i->result]) continue;
            need(i->a);
            need(i->b);
            need(i->c);
        }
    }

    void sweep() {
        std::erase_if(s_.instructions, [&](instruction const& i) { return !live_[i.result]; });
        std::erase_if(s_.inputs, [&](input const& in) { return !is_live(in); });
        number_registers();
        number_lookups();
    }

private:
    [[nodiscard]] bool has(index reg) const { return reg != none && live_[reg]; }

    void number_registers() {
        // An input's registers go together: a value is checked also where only its presence is asked for.
        for (input const& in : s_.inputs)
            for (index reg : {in.value, in.given, in.dividing}) need(reg);
        std::vector<index> number(live_.size(), none);
        std::vector<register_type> kept;
        for (index r = 0; r != live_.size(); ++r)
            if (live_[r]) {
                number[r] = static_cast<index>(kept.size());
                kept.push_back(s_.registers[r]);
            }
        s_.registers = std::move(kept);
        auto const renumber = [&](index& reg) { if (reg != none) reg = number[reg]; };
        for (input& in : s_.inputs) renumber(in.value), renumber(in.given), renumber(in.dividing);
        for (instruction& i : s_.instructions) renumber(i.result), renumber(i.a), renumber(i.b), renumber(i.c);
        for (yield& y : s_.yields) renumber(y.value), renumber(y.given), renumber(y.divisor);
        renumber(s_.fallback);
    }

    void number_lookups() {
        std::vector<index> number(s_.lookups.size(), none);
        std::vector<lookup> kept;
        for (instruction& i : s_.instructions) {
            if (i.table == none) continue;
            if (number[i.table] == none) {
                number[i.table] = static_cast<index>(kept.size());
                kept.push_back(std::move(s_.lookups[i.table]));
            }
            i.table = number[i.table];
        }
        s_.lookups = std::move(kept);
    }

    stage& s_;
    std::vector<bool> live_;
};

/// Yields of a stage that are carried for nobody.
void drop_carried(columnar_program& p, index stage) {
    auto& yields = p.stages[stage].yields;
    std::vector<bool> wanted(yields.size(), false);
    for (index later = stage + 1; later < p.stages.size(); ++later)
        for (input const& in : p.stages[later].inputs)
            if (in.from == input::source::carried && in.stage == stage) wanted[in.of] = true;
    std::vector<index> number(yields.size(), none);
    std::vector<yield> kept;
    for (index y = 0; y != yields.size(); ++y) {
        if (yields[y].purpose == yield::purpose::carried && !wanted[y]) continue;
        number[y] = static_cast<index>(kept.size());
        kept.push_back(yields[y]);
    }
    yields = std::move(kept);
    for (index later = stage + 1; later < p.stages.size(); ++later)
        for (input& in : p.stages[later].inputs)
            if (in.from == input::source::carried && in.stage == stage) in.of = number[in.of];
}

}  // namespace

void remove_dead_code(columnar_program& p) {
    for (index stage = static_cast<index>(p.stages.size()); stage-- > 0;) {
        drop_carried(p, stage);
        stage_cleaner cleaner(p.stages[stage]);
        cleaner.spread();
        cleaner.sweep();
    }
    for (index d = 0; d != p.domains.size(); ++d) p.domains[d].used = d == 0;
    auto const use = [&](index d) {
        for (; d != none && !p.domains[d].used; d = p.domains[d].parent) p.domains[d].used = true;
    };
    for (stage const& s : p.stages) {
        for (register_type const& r : s.registers) use(r.domain);
        for (instruction const& i : s.instructions)
            if (i.elements != none) use(i.elements);
    }
}

}  // namespace barem::columnar
