#include "explain/contributions.hpp"

#include "explain/wording.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace barem::explain {

namespace {

class table_maker {
public:
    table_maker(context& c, decider& d, list_path const& path, unsigned number) : c_(c), d_(d), path_(path) { made_.number = number; }

    contribution_table make() {
        name_it();
        for (index kind : path_.kinds) levels_.push_back(parts_of(c_, kind));
        frames_.resize(path_.lists.size());
        gather(path_.frame, 0);
        for (auto& level : levels_) keep_needed(level);
        find_inner();
        find_common();
        find_sums();
        for (part const& p : levels_.back().computed) {
            auto const& m = c_.rules.records[p.kind].members[p.member];
            made_.columns.push_back({m.name, p.label, c_.basis(m.notes, c_.place_of(p.kind, p.member)), p.is_inner, std::nullopt});
        }
        add_rows(path_.frame, 0);
        finish_columns();
        return std::move(made_);
    }

private:
    void name_it();
    void gather(index frame, std::size_t depth);
    void keep_needed(parts&);
    void find_inner();
    void ask(index node, std::set<std::pair<index, index>>& asked);
    void find_common();
    void find_sums();
    void add_rows(index frame, std::size_t depth);
    void add_group(index frame, std::size_t depth);
    void add_leaf(index frame);
    void finish_columns();
    unsigned note_for(index frame, part const&, bool is_group);
    std::vector<text> given(index frame, std::size_t depth);
    [[nodiscard]] bool has_several(index kind, index enumeration) const;
    text given_one(part const&, value const&);
    std::vector<std::optional<number>> subtotals(index frame, std::size_t depth);
    index resolve(index frame, part const&);
    std::optional<value> value_of(index frame, part const&);

    context& c_;
    decider& d_;
    list_path const& path_;
    contribution_table made_;
    std::vector<parts> levels_;
    std::vector<std::vector<index>> frames_;            ///< by depth: every element
    std::map<std::pair<std::size_t, std::size_t>, value> common_;   ///< by depth and input
    std::vector<bool> summed_;                          ///< by column
    std::map<std::vector<index>, unsigned> notes_;      ///< by signature
    std::vector<std::pair<index, index>> note_columns_; ///< by note: kind and member
};

void table_maker::name_it() {
    index kind = c_.record_of(path_.frame);
    std::vector<text> labels;
    made_.path = c_.traced.path(path_.frame);
    for (index slot : path_.lists) {
        auto const& list = c_.tree.records[kind].lists[slot];
        labels.push_back(c_.label(kind, list.member));
        made_.path += (made_.path.empty() ? "" : ".") + c_.rules.records[kind].members[list.member].name;
        if (labels.size() == 1) made_.basis = c_.basis(c_.rules.records[kind].members[list.member].notes, labels.back());
        kind = list.record;
    }
    made_.title = join(labels, " › ");
}

void table_maker::gather(index frame, std::size_t depth) {
    if (depth == path_.lists.size()) return;
    auto const children = c_.traced.children(frame, path_.lists[depth]);
    for (index i = 0; i != children.count; ++i) {
        frames_[depth].push_back(children.first + i);
        gather(children.first + i, depth + 1);
    }
}

/// Drops what no element needed for the outputs.
void table_maker::keep_needed(parts& l) {
    auto const& frames = frames_[static_cast<std::size_t>(&l - levels_.data())];
    std::erase_if(l.computed, [&](part const& p) {
        return std::none_of(frames.begin(), frames.end(), [&](index f) {
            index const at = resolve(f, p);
            return at != none && c_.was_needed(at, p.member);
        });
    });
}

/// Truths that no other record asks for.
void table_maker::find_inner() {
    std::set<std::pair<index, index>> asked;
    for (auto const& field : c_.tree.fields)
        if (field.from.up != 0 || field.through.count != 0) asked.emplace(field.record, field.member);
    for (auto const& a : c_.tree.aggregates)
        for (index node : {a.over, a.filter, a.by}) ask(node, asked);
    for (parts& l : levels_)
        for (part& p : l.computed) {
            bool const is_truth = c_.rules.records[p.kind].members[p.member].type.kind == program::type_kind::truth;
            p.is_inner = is_truth && !asked.contains({p.kind, p.member});
        }
}

/// Takes down the fields that an expression over elements reads.
void table_maker::ask(index id, std::set<std::pair<index, index>>& asked) {
    if (id == none) return;
    plan::node const& n = c_.node(id);
    if (n.operation == plan::operation::field) asked.emplace(c_.tree.fields[n.target].record, c_.tree.fields[n.target].member);
    for (index i = 0; i != n.operands.count; ++i) ask(c_.operand(n, i), asked);
}

index table_maker::resolve(index frame, part const& p) {
    for (index slot : p.through) {
        auto const children = c_.traced.children(frame, slot);
        if (children.count == 0) return none;
        frame = children.first;
    }
    return frame;
}

std::optional<value> table_maker::value_of(index frame, part const& p) {
    index const at = resolve(frame, p);
    return at == none ? std::nullopt : c_.member_value(at, p.member);
}

// ── given data ──────────────────────────────────────────────────────────────────────────────────────────────────

/// Truths and words that most entries share are said once, above the table; an entry then tells what differs.
void table_maker::find_common() {
    for (std::size_t depth = 0; depth != levels_.size(); ++depth) {
        auto const& inputs = levels_[depth].inputs;
        if (frames_[depth].size() < 4 || inputs.size() < 3) continue;
        for (std::size_t i = 0; i != inputs.size(); ++i) {
            auto const& type = c_.rules.records[inputs[i].kind].members[inputs[i].member].type;
            // What an entry may lack is always told where it is given: nobody should be said to have given what was never asked.
            if (type.optional || (type.kind != program::type_kind::truth && type.kind != program::type_kind::word)) continue;
            std::map<value, std::size_t> seen;
            std::size_t all = 0;
            for (index frame : frames_[depth])
                if (auto const v = value_of(frame, inputs[i]); v && is_given(*v)) ++seen[*v], ++all;
            for (auto const& [v, times] : seen)
                if (2 * times > all) {
                    common_.emplace(std::pair{depth, i}, v);
                    made_.common.push_back(say(message::labelled, {inputs[i].label, c_.shown(v, c_.rules.records[inputs[i].kind].members[inputs[i].member].type).shown}));
                }
        }
    }
}

/// Whether a record has several inputs of an enum, so that a word of it does not say by itself which of them is meant.
bool table_maker::has_several(index kind, index enumeration) const {
    auto const& members = c_.rules.records[kind].members;
    return std::ranges::count_if(members, [&](program::member const& m) {
        return m.kind == program::member_kind::input && m.type.kind == program::type_kind::word && m.type.of == enumeration;
    }) > 1;
}

/// "On time: yes", "Common task", "Volume against plan 95 %"
text table_maker::given_one(part const& p, value const& v) {
    auto const& m = c_.rules.records[p.kind].members[p.member];
    amount const a = c_.shown(v, m.type);
    if (m.type.kind == program::type_kind::word && p.through.empty() && !has_several(p.kind, m.type.of)) return a.shown;
    if (m.type.kind == program::type_kind::number) return p.label + hard_space + in_full(a);
    return say(message::labelled, {p.label, a.shown});
}

std::vector<text> table_maker::given(index frame, std::size_t depth) {
    std::vector<text> says;
    auto const& inputs = levels_[depth].inputs;
    for (std::size_t i = 0; i != inputs.size(); ++i) {
        auto const& m = c_.rules.records[inputs[i].kind].members[inputs[i].member];
        auto const v = value_of(frame, inputs[i]);
        if (!v) continue;
        if (!is_given(*v)) {
            // What is asked for under a condition only, and is not there, does not concern this entry.
            if (m.required_when.empty()) says.push_back(say(message::labelled, {inputs[i].label, say(message::not_given)}));
            continue;
        }
        auto const common = common_.find({depth, i});
        if (common == common_.end() || common->second != *v) says.push_back(given_one(inputs[i], *v));
    }
    if (says.empty() && !inputs.empty() && depth + 1 == levels_.size()) says.push_back(say(message::as_common));
    return says;
}

// ── sums ────────────────────────────────────────────────────────────────────────────────────────────────────────

/// Columns that some definition sums over the elements.
void table_maker::find_sums() {
    auto const& computed = levels_.back().computed;
    summed_.resize(computed.size());
    for (std::size_t i = 0; i != computed.size(); ++i)
        for (auto const& a : c_.tree.aggregates) {
            if (a.function != program::aggregate_function::sum || a.element != path_.kinds.back() || a.filter != none) continue;
            plan::node const& over = c_.node(a.over);
            if (over.operation != plan::operation::field) continue;
            auto const& field = c_.tree.fields[over.target];
            if (field.from == program::scope{} && field.record == computed[i].kind && field.member == computed[i].member) summed_[i] = true;
        }
}

/// Of the leaves under a group, by column.
std::vector<std::optional<number>> table_maker::subtotals(index frame, std::size_t depth) {
    std::vector<std::optional<number>> sums(summed_.size());
    for (std::size_t i = 0; i != sums.size(); ++i)
        if (summed_[i]) sums[i] = number(0);
    auto const add = [&](auto const& self, index at, std::size_t down) -> void {
        if (down == path_.lists.size()) {
            for (std::size_t i = 0; i != sums.size(); ++i) {
                if (!sums[i]) continue;
                auto const v = value_of(at, levels_.back().computed[i]);
                auto* n = v ? std::get_if<number>(&*v) : nullptr;
                if (n) *sums[i] += *n;
                else sums[i] = std::nullopt;
            }
            return;
        }
        auto const children = c_.traced.children(at, path_.lists[down]);
        for (index i = 0; i != children.count; ++i) self(self, children.first + i, down + 1);
    };
    add(add, frame, depth);
    return sums;
}

// ── rows ────────────────────────────────────────────────────────────────────────────────────────────────────────

void table_maker::add_rows(index frame, std::size_t depth) {
    auto const children = c_.traced.children(frame, path_.lists[depth]);
    for (index i = 0; i != children.count; ++i) {
        index const child = children.first + i;
        if (depth + 1 == path_.lists.size()) {
            add_leaf(child);
        } else {
            add_group(child, depth);
            made_.rows.back().is_only_child = depth != 0 && children.count == 1;
            add_rows(child, depth + 1);
        }
    }
}

void table_maker::add_group(index frame, std::size_t depth) {
    row r;
    r.position = c_.position(frame);
    r.path = c_.traced.path(frame);
    r.depth = static_cast<unsigned>(depth);
    r.is_group = true;
    r.kind = label_of(c_.kind(frame).shown, c_.kind(frame).name);
    r.given = given(frame, depth);
    for (part const& p : levels_[depth].computed) {
        auto const v = value_of(frame, p);
        if (!v) continue;
        entry e = c_.entry(resolve(frame, p), p.member, *v);
        e.label = p.label;
        e.note = note_for(frame, p, true);
        r.parts.push_back(std::move(e));
    }
    auto const leaves = std::size_t{depth + 1 == path_.lists.size() - 1 ? c_.traced.children(frame, path_.lists[depth + 1]).count : 0};
    bool const is_plain = depth != 0 && leaves == 1;    // its one entry says the same
    auto const sums = is_plain ? std::vector<std::optional<number>>{} : subtotals(frame, depth + 1);
    for (std::size_t i = 0; i != sums.size(); ++i) {
        if (!sums[i]) continue;
        part const& p = levels_.back().computed[i];
        entry e;
        e.name = "sum_of_" + c_.rules.records[p.kind].members[p.member].name;
        e.label = p.label;
        e.value = c_.shown(*sums[i], c_.rules.records[p.kind].members[p.member].type);
        r.parts.push_back(std::move(e));
    }
    made_.rows.push_back(std::move(r));
}

void table_maker::add_leaf(index frame) {
    row r;
    r.position = c_.position(frame);
    r.path = c_.traced.path(frame);
    r.depth = static_cast<unsigned>(path_.lists.size() - 1);
    r.kind = label_of(c_.kind(frame).shown, c_.kind(frame).name);
    r.given = given(frame, levels_.size() - 1);
    for (part const& p : levels_.back().computed) {
        index const at = resolve(frame, p);
        cell one;
        // What this entry did not need is left open, unless it is a truth: those are asked of every entry.
        bool const is_truth = c_.rules.records[p.kind].members[p.member].type.kind == program::type_kind::truth;
        if (at != none && (is_truth || c_.was_needed(at, p.member)))
            if (auto const v = c_.member_value(at, p.member)) {
                one.value = c_.shown(*v, c_.rules.records[p.kind].members[p.member].type);
                if (!p.is_inner) one.note = note_for(frame, p, false);
                for (text& remark : d_.remarks(at, p.member)) r.remarks.push_back(std::move(remark));
            }
        r.cells.push_back(std::move(one));
    }
    made_.rows.push_back(std::move(r));
}

// ── notes ───────────────────────────────────────────────────────────────────────────────────────────────────────

std::string letter(std::size_t n) {
    std::string made;
    for (++n; n != 0; n = (n - 1) / 26) made.insert(made.begin(), static_cast<char>('a' + (n - 1) % 26));
    return made;
}

unsigned table_maker::note_for(index frame, part const& p, bool is_group) {
    index const at = resolve(frame, p);
    auto const [found, is_new] = notes_.try_emplace(d_.signature(at, p.member), static_cast<unsigned>(made_.notes.size() + 1));
    if (is_new) {
        note n = d_.note_of(at, p.member);
        auto const& kind = c_.rules.records[p.kind];
        n.label = is_group ? say(message::of_record, {p.label, label_of(kind.shown, kind.name)}) : p.label;
        add_basis(n.basis, {{}, c_.basis(kind.members[p.member].notes, c_.place_of(p.kind, p.member)).readings});
        made_.notes.push_back(std::move(n));
        note_columns_.push_back({p.kind, p.member});
    }
    return found->second;
}

/// Sums at the foot. Notes are brought together by column; those of columns with several get letters.
void table_maker::finish_columns() {
    auto const sums = subtotals(path_.frame, 0);
    for (std::size_t i = 0; i != sums.size(); ++i) {
        part const& p = levels_.back().computed[i];
        if (sums[i]) made_.columns[i].total = c_.shown(*sums[i], c_.rules.records[p.kind].members[p.member].type);
    }
    std::vector<unsigned> order, place(made_.notes.size() + 1);
    for (parts const& l : levels_)
        for (part const& p : l.computed)
            for (unsigned n = 0; n != made_.notes.size(); ++n)
                if (note_columns_[n] == std::pair{p.kind, p.member} && place[n + 1] == 0) {
                    order.push_back(n);
                    place[n + 1] = static_cast<unsigned>(order.size());
                }
    std::vector<note> sorted;
    std::size_t letters = 0;
    for (unsigned n : order) {
        sorted.push_back(std::move(made_.notes[n]));
        bool const is_alone = std::count(note_columns_.begin(), note_columns_.end(), note_columns_[n]) == 1;
        if (!is_alone) sorted.back().letter = letter(letters++);
    }
    made_.notes = std::move(sorted);
    for (row& r : made_.rows) {
        for (cell& c : r.cells) c.note = place[c.note];
        for (entry& e : r.parts) e.note = place[e.note];
    }
}

}  // namespace

contribution_table contributions_of(context& c, decider& d, list_path const& path, unsigned number) { return table_maker(c, d, path, number).make(); }

}  // namespace barem::explain
