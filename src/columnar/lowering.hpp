#pragma once
// The lowering itself, over several files: lower_*.cpp. Inner header.

#include "columnar/assembler.hpp"
#include "exec/operations.hpp"
#include "exec/scalar.hpp"
#include "plan/evaluation_tree.hpp"

#include <barem/limits.hpp>

#include <deque>
#include <functional>
#include <map>
#include <set>
#include <span>

namespace barem::columnar {

/// A kind of record instances: those at the end of single records from the rows of a domain.
struct place {
    index domain = 0;
    std::vector<index> singles;             ///< list slots
    index record = none;                    ///< kind
};

/// What an expression is evaluated in.
struct surroundings {
    std::vector<index> places;              ///< innermost first; the outer ones are of enclosing aggregates
    std::vector<lowered> const* arguments = nullptr;    ///< of a table
    std::vector<index> origins = {};        ///< of the enclosing aggregates, innermost first: the domain of the record that holds the first list
};

class lowering {
public:
    lowering(plan::compiled const& compiled, exec::parameters const& parameters, record_limits const& limits, columnar_program& out,
             std::int64_t most_elements);
    /// Throws a refusal.
    void run();

private:
    using operands = std::span<lowered const>;

    // lower_places.cpp: where values come from
    index place_of(place);
    index reach(program::scope const&, surroundings const&);
    index parent_of(index at);
    index child_of(index at, index slot);               ///< of a single record
    index domain_of(index at, index slot);              ///< of a list
    bits presence(index at);
    lowered input_of(index at, program::member const&);
    lowered member(index at, index which);
    lowered field(plan::field_access const&, surroundings const&);
    lowered parameter(index which, surroundings const&);
    void note(index node, index record, index member, lowered const&);

    // lower_stages.cpp: what later stages read
    index stratum_of(index node);
    lowered carried(lowered, index from);
    index carried_register(index reg, index from, program::type_kind, int128 low, int128 high);
    bits carried_bits(bits, index from);
    lowered in_stage(index stage, std::function<lowered()> const&);
    lowered place_of_rank(index rank, columnar::input::source);
    lowered group_value(index aggregate);
    struct brought { lowered filter; std::optional<lowered> over, by; };
    brought const& brought_to(index aggregate);
    lowered in_constant(lowered const&);
    void fall_back(bits);
    void yields_of_stage();
    void yield_value(columnar::yield, lowered);
    void yields_of_group(index aggregate);

    // lower.cpp
    bits dependent_inputs(index at);
    bits short_lists();

    // lower_costs.cpp
    [[nodiscard]] std::uint64_t instances(index domain, index outer) const;
    std::uint64_t cost(index node);
    std::uint64_t cost(plan::table const&);
    std::uint64_t cost(plan::member const&);
    std::uint64_t steps();

    // lower_nodes.cpp
    lowered node(index id, surroundings const&);
    lowered dispatch(index id, surroundings const&);
    lowered apply(plan::node const&, std::vector<lowered> const& in);
    lowered apply(plan::operation, std::vector<lowered> const& in);

    // lower_curves.cpp: functions of one small register
    using pointwise_function = std::function<point(std::span<point const>)>;
    std::optional<lowered> pointwise(program::type_kind result, operands, pointwise_function const&);
    lowered rooted(lowered);                            ///< a register of few values as the function that it is
    lowered materialise(lowered, std::int64_t denominator = 0);      ///< constants or registers; numbers perhaps of that denominator
    lowered materialise_curve(curve const&, program::type_kind, std::int64_t denominator);
    lowered materialise_choice(lowered const&, std::int64_t denominator);
    void numbers_of_curve(curve const&, lowered& made, std::int64_t denominator);
    bits truths_of_curve(curve const&, std::vector<signed char> wanted);
    index entries_of_curve(root const&, std::vector<std::int64_t> entries, std::vector<bool> const& matters, lowered* range);

    index moved_root(root const&, std::vector<std::int64_t> const& entries, std::vector<bool> const& matters, lowered const& range);

    // lower_numbers.cpp
    lowered number_from(index reg, int128 low, int128 high, std::int64_t denominator, program::type_kind = program::type_kind::number);
    lowered in_registers(lowered, index domain);        ///< of a number, date or word; constants too
    lowered over(lowered, std::int64_t denominator);
    lowered multiply(lowered, lowered);
    lowered multiply_known(lowered, number const&);
    lowered divide(lowered, lowered);
    lowered by_positive(lowered const& a, lowered b);
    lowered negate(lowered);
    lowered absolute(lowered);
    lowered add_two(lowered, lowered, bool subtract);
    lowered extreme(operands, bool least);
    lowered round(lowered, number const& multiple, rounding);
    bits less(lowered, lowered, bool or_equal);
    bits equal_given(lowered, lowered);
    std::pair<index, index> sides(lowered& a, lowered& b, int128& low, int128& high);

    // lower_sums.cpp
    struct term { lowered value; bool minus = false; };
    void terms_of(index id, surroundings const&, bool minus, std::vector<term>&);
    lowered sum(std::vector<term>);

    // lower_choices.cpp
    lowered condition(lowered);                         ///< of a truth whose absence is a failure
    lowered needed(lowered);                            ///< absence is a failure
    lowered logical(lowered a, std::function<lowered()> const& b, bool decisive);
    lowered choose(lowered const& c, lowered a, lowered b);
    lowered first_given(lowered, lowered);
    lowered equality(operands);
    lowered comparison(plan::operation, operands);
    lowered in_interval(plan::qualifier const&, operands);
    lowered in_set(operands);
    lowered given(lowered const&);
    static lowered with_marks(lowered, lowered const& marks);
    void choose_numbers(bits c, lowered const& a, lowered const& b, lowered& made);

    // lower_dates.cpp
    lowered date_operation(plan::node const&, operands);
    lowered move_date(lowered date, lowered days, bool back, bool from_zero);
    lowered whole(lowered);                             ///< fails where it is no whole number
    lowered within_dates(lowered);
    lowered make_date(operands);
    lowered working_days(plan::node const&, operands);
    lowered as_days(lowered);
    lowered part_of_date(operation, lowered, int low, int high);
    lowered of_calendar(program::type_kind result, exec::work_calendar const&, lowered day, std::function<point(date)> const&);
    lowered by_count(lowered days, std::function<lowered(std::int64_t)> const& moved, exec::work_calendar const&, lowered const& from, bool after);

    // lower_aggregates.cpp
    struct folded { lowered value, by; bits counts = always, bad = never; };
    lowered aggregate(plan::aggregate const&, surroundings const&);
    lowered fold(plan::aggregate const&, folded, index from, index to);
    bits any_element(bits, index from, index to);
    bits first_bad(program::aggregate_function, folded const&, index from, index to);
    bits first_that_decides(bits bad, bits decides, index from, index to);
    lowered test_elements(bool is_any, folded const&, index from, index to);
    lowered count_elements(bits counts, index from, index to);
    lowered add_up(lowered, index from, index to);
    lowered add_elements(folded const&, index from, index to);
    lowered pick_element(program::aggregate_function, folded, index from, index to);
    index element_count(index from, index to);
    bits some_element(index from, index to);
    std::int64_t fewest_elements(index domain);
    std::pair<int128, int128> sizes(index from, index to);
    int128 most_within(index from, index to) const;

    // lower_members.cpp
    lowered definition(plan::member const&, surroundings const&);
    lowered let(plan::member const&, surroundings const&);
    lowered classification(plan::member const&, surroundings const&);
    lowered deduction(plan::deduction_row const&, surroundings const&);
    lowered deductions(plan::member const&, surroundings const&);
    lowered quota(plan::member const&, surroundings const&);
    lowered admission(plan::member const&, surroundings const&);

    // lower_steps.cpp
    /// Of a number, date or word: `before` below the first step, from each step on its point. Ascending.
    lowered step_function(program::type_kind result, lowered of, std::vector<step> const& steps, point const& before);

    // lower_tables.cpp, lower_diagrams.cpp
    lowered look_up(plan::node const&, surroundings const&);
    lowered checked_argument(plan::argument const&, lowered);
    static value at_position(program::type_kind, number const& at);
    lowered equality_of(lowered const& a, lowered const& b);
    bool reads_dates(index node);
    bool reads_dates(plan::table const&);
    point table_at(index table, std::span<point const>);
    lowered by_pieces(plan::table const&, surroundings const&);
    lowered by_rows(plan::table const&, surroundings const&);
    lowered row_holds(plan::table const&, index row, surroundings const&);
    lowered test_holds(plan::test const&, lowered const& argument, surroundings const&);
    lowered result_of(plan::table const&, std::vector<index> const& rows, surroundings const&);
    lowered combined(plan::table const&, lowered a, lowered b);
    lowered without_row(plan::table const&, surroundings const&);
    struct column;
    std::optional<column> column_of(plan::table const&, index which, surroundings const&);
    static bool has_absent(lowered const&);
    void drop_unreached(column&);
    lowered transition(lowered const& state, lowered const& piece, std::size_t pieces, std::function<point(std::size_t)> const&, program::type_kind result);
    std::optional<lowered> by_diagram(plan::table const&, surroundings const&);

    [[nodiscard]] assembler& code() { return assemblers_[stage_]; }
    [[nodiscard]] index operand(plan::node const& n, index i) const { return tree_.operands[n.operands.first + i]; }
    [[noreturn]] void refuse(std::string const& what) const;

    plan::compiled const& compiled_;
    program::program const& rules_;
    plan::evaluation_tree const& tree_;
    exec::parameters const& parameters_;
    record_limits limits_;
    columnar_program& out_;
    exec::evaluation scalar_;          ///< for tables of constants
    record_data nothing_;

    std::int64_t most_elements_of_list_;                ///< at most so many, whatever was declared
    index stage_ = 0;
    std::deque<assembler> assemblers_;                  ///< by stage
    std::vector<place> places_;
    struct key { index stage, at, member; auto operator<=>(key const&) const = default; };
    std::map<key, lowered> members_;
    std::map<std::pair<index, index>, lowered> inputs_;             ///< by place and member
    std::map<index, bits> presences_;                               ///< by place
    std::map<std::tuple<index, index, index>, index> carried_;      ///< by stage, stage carried from, register
    std::map<std::tuple<index, columnar::input::source, index>, lowered> peers_;
    std::map<index, brought> brought_;
    std::vector<bits> fallback_;                                    ///< by stage
    std::map<plan::aggregate const*, std::uint64_t> elements_;      ///< most elements that it walks
    std::vector<std::uint64_t> costs_;                              ///< by node; 0: not known yet
    std::set<std::tuple<index, index, index>> noted_;
    std::set<index> demanded_;                                      ///< domains whose least size was relied upon
    std::vector<index> strata_;                                     ///< by node; none: not known yet
    std::vector<std::pair<index, index>> within_;                   ///< record and member that are being lowered, for refusals
};

}  // namespace barem::columnar
