// Values of the group that a record belongs to, in words.

#include "explain/speech.hpp"
#include "explain/wording.hpp"

#include "check/print.hpp"

namespace barem::explain {

/// What is asked of the records of the group; the record at hand is one of them. Where it would tell a branch that only this record takes,
/// the rule set speaks for itself.
text speech::in_group(spot const& at, index asked) {
    auto const branches = [&](auto const& self, index id) -> bool {
        plan::node const& n = c_.node(id);
        if (n.operation == plan::operation::conditional || n.operation == plan::operation::default_value) return true;
        for (index i = 0; i != n.operands.count; ++i)
            if (self(self, c_.operand(n, i))) return true;
        return false;
    };
    if (!branches(branches, asked)) return formula(at, asked, manner::named);
    return text::same(check::print(c_.rules, *c_.tree.origins[asked], check::printing_scope::in_record(c_.rules.roster_record)));
}

/// "sum of Points over the 3 of the 11 records of the group where Status = “overdue”"
text speech::group_words(spot const& at, index id, bool with_numbers) {
    using enum program::aggregate_function;
    auto const& a = c_.tree.group_aggregates[c_.node(id).target];
    auto const number = [](index n) { return text::same(std::to_string(n)); };
    index const counted = c_.traced.value_of_group(c_.node(id).target).counted, size = c_.traced.size_of_group(a.cohort);
    text list = say(message::group_records);
    bool const counts = a.function == count;
    if (with_numbers && a.filter != none && !counts) list = say(message::group_some, {number(counted), number(size)});
    else if (with_numbers && a.filter != none) list = say(message::group_among, {number(size)});
    else if (with_numbers && !counts) list = say(message::group_numbered, {number(size)});
    if (a.filter != none) list = say(message::filtered, {list, in_group(at, a.filter)});
    text const over = a.over == none ? text{} : within_sentence(in_group(at, a.over));
    switch (a.function) {
        case sum: return say(message::sum_of, {over, list});
        case minimum: return say(message::least_over, {over, list});
        case maximum: return say(message::greatest_over, {over, list});
        case mean: return say(message::mean_over, {over, list});
        case first: return say(message::first_over, {over, list});
        case latest: return say(message::latest_over, {over, list});
        case any: return say(message::some_element, {list, over});
        case all: return say(message::every_element, {list, over});
        case count: break;
    }
    return say(message::count_of, {list});
}

text speech::of_group(spot const& at, index id, manner m) {
    text says = group_words(at, id, m == manner::valued);
    auto const v = m == manner::valued ? c_.value_of(at, id) : std::nullopt;
    return v ? valued(std::move(says), *v, c_.node(id).type) : says;
}

}  // namespace barem::explain
