#pragma once
// What the rules do with what they have parsed: semantic actions and handlers that every rule shares.

#include "token_parsers.hpp"

#include <charconv>
#include <utility>

namespace barem::grammar {

/// An expression under construction: it knows the height of its tree, so that the height can be bounded.
struct node : ast::expression {
    unsigned height = 1;
};

// ── actions: put what was parsed into the rule's own node ──

inline constexpr auto store = [](auto& ctx) { x3::_val(ctx) = std::move(x3::_attr(ctx)); };

template <auto Member>
constexpr auto set = [](auto& ctx) { x3::_val(ctx).*Member = std::move(x3::_attr(ctx)); };

template <auto Member>
constexpr auto append = [](auto& ctx) { (x3::_val(ctx).*Member).push_back(std::move(x3::_attr(ctx))); };

template <auto Member, auto Value>
constexpr auto mark = [](auto& ctx) { x3::_val(ctx).*Member = Value; };

inline source_span join(source_span a, source_span b) { return {a.begin, b.end}; }

/// A clause that may stand once only.
template <auto Member>
constexpr auto set_once = [](auto& ctx) {
    auto& target = x3::_val(ctx).*Member;
    auto& found = x3::_attr(ctx);
    if (target && target->where.end != 0) {     // else an error in it was reported
        state(ctx).report("B1011", "this clause is given twice", found.where).labels.push_back({target->where, "first given here"});
    } else {
        target = std::move(found);
    }
};

/// The value of an integer token: digits only, and small enough to count with.
inline std::uint32_t to_integer(session& s, token const& t) {
    auto const text = s.text(t);
    std::uint32_t value = 0;
    auto const [rest, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    auto const shown = "`" + std::string(text.substr(0, 40)) + "`";
    if (error == std::errc::result_out_of_range) {
        s.report("B1007", shown + " is larger than 4294967295", span_of(t));
        return 0;
    }
    if (rest != text.data() + text.size()) {
        s.report("B1010", shown + " is no whole number", span_of(t));
        return 0;
    }
    return value;
}

template <auto Member>
constexpr auto set_integer = [](auto& ctx) { x3::_val(ctx).*Member = to_integer(state(ctx), x3::_attr(ctx)); };

// ── handlers, as bases of the rules' tags ──

/// Gives a node its place, from its first token to its last, and the acknowledgements that stand at it.
struct located {
    template <class Target, class Context>
    void finish(token_iterator& first, token_iterator& last, Target& target, [[maybe_unused]] Context const& context) {
        if constexpr (requires { target.where; }) {
            if (last != first) target.where = {first->begin, (last - 1)->end};
            if constexpr (requires { target.notes; }) state(context).claim_acknowledgements(target.where);
        }
    }
};

/// Where an error in the rule is reported, and what it goes on with.
template <restart Level>
struct recovers : located {
    static constexpr restart level = Level;
};

/// A declaration or a member: counted, too.
template <restart Level>
struct counted : recovers<Level> {
    template <class Target, class Context>
    void finish(token_iterator& first, token_iterator& last, Target& target, Context const& context) {
        located::finish(first, last, target, context);
        session& s = state(context);
        if (!s.count_declaration(*first)) last = s.end();
    }
};

// ── how a rule is defined ──

/// The definition of a rule, with what the rule's tag adds to it: `finish` for the finished node, recovery from errors in it.
/// (Spirit's own handlers see no attribute where a definition has actions, and not where the rule began.)
template <class Tag, class Definition>
struct finished : x3::parser<finished<Tag, Definition>> {
    static bool const has_action = Definition::has_action;
    static bool const has_attribute = Definition::has_attribute;
    static bool const handles_container = Definition::handles_container;

    constexpr explicit finished(Definition const& definition) : definition(definition) {}

    template <class Context, class Node, class Target>
    bool parse(token_iterator& first, token_iterator const& last, Context const& context, Node& rule_node, Target& target) const {
        auto begin = first;
        if constexpr (requires { Tag::level; }) {
            try {
                if (!definition.parse(first, last, context, rule_node, target)) return false;
            } catch (failure const& x) {
                session& s = state(context);
                s.report_unexpected(x.where(), x.which());
                first = s.resume(begin, x.where(), Tag::level);
                return true;
            }
        } else {
            if (!definition.parse(first, last, context, rule_node, target)) return false;
        }
        Tag().finish(begin, first, rule_node, context);
        return true;
    }

    Definition const& definition;
};

}  // namespace barem::grammar

/// A rule: its name in the grammar, its attribute, what its tag inherits, what users call it.
#define BAREM_RULE(rule_name, attribute, handlers, words) \
    struct rule_name##_tag : handlers {};                 \
    x3::rule<rule_name##_tag, attribute> const rule_name{words};

#define BAREM_DEFINE_RULE(rule_name)                                                                                        \
    template <class Iterator, class Context>                                                                                \
    bool parse_rule(x3::detail::rule_id<rule_name##_tag>, Iterator& first, Iterator const& last, Context const& context,    \
                    decltype(rule_name)::attribute_type& attribute) {                                                       \
        using parser = x3::detail::rule_parser<decltype(rule_name)::attribute_type, rule_name##_tag, true>;                 \
        using definition = finished<rule_name##_tag, decltype(rule_name##_def)>;                                            \
        return parser::call_rule_definition(definition(rule_name##_def), rule_name.name, first, last, context, attribute,   \
                                            boost::mpl::false_());                                                          \
    }

#define BAREM_DEFINE_ONE(r, data, rule_name) BAREM_DEFINE_RULE(rule_name)

/// Binds each rule to its definition, `<rule>_def`.
#define BAREM_DEFINE(...) BOOST_PP_SEQ_FOR_EACH(BAREM_DEFINE_ONE, _, BOOST_PP_VARIADIC_TO_SEQ(__VA_ARGS__))
