#pragma once
// The terminals of the grammar: parsers of one token, and the few directives that the rules need.

#include "session.hpp"
#include "unicode.hpp"

#include <boost/spirit/home/x3.hpp>

#include <string>

namespace barem::grammar {

namespace x3 = boost::spirit::x3;

using token_iterator = token const*;
using failure = x3::expectation_failure<token_iterator>;

struct session_tag {};

template <class Context>
session& state(Context const& context) { return x3::get<session_tag>(context); }

/// A string literal's text, with the place where it stands.
struct quoted {
    std::string text;
    source_span where;
};

/// A parser of one token that `Test` accepts; its attribute is the token, a name or a string, as `Make` makes it.
template <class Attribute, class Test, class Make>
struct token_parser : x3::parser<token_parser<Attribute, Test, Make>> {
    using attribute_type = Attribute;
    static bool const has_attribute = !std::is_same_v<Attribute, x3::unused_type>;

    constexpr token_parser(std::string_view words, Test test, Make make) : words(words), test(test), make(make) {}

    template <class Context, class RuleContext, class Target>
    bool parse(token_iterator& first, token_iterator const&, Context const& context, RuleContext&, Target& target) const {
        if (!accepts(state(context), *first)) return false;
        if constexpr (has_attribute && !std::is_same_v<std::remove_const_t<Target>, x3::unused_type>) {
            target = make(state(context), *first);
        }
        ++first;
        return true;
    }

    bool accepts(session const& s, token const& t) const {
        if constexpr (std::is_invocable_v<Test, session const&, token const&>) {
            return test(s, t);
        } else {
            return test(t);
        }
    }

    std::string_view words;
    Test test;
    Make make;
};

template <class Attribute, class Test, class Make>
constexpr auto make_token_parser(std::string_view words, Test test, Make make) {
    return token_parser<Attribute, Test, Make>(words, test, make);
}

inline constexpr auto no_attribute = [](session&, token const&) { return x3::unused; };
inline constexpr auto the_token = [](session&, token const& t) { return t; };

inline ast::name make_name(session const& s, token const& t) { return {to_nfc(s.text(t)), span_of(t)}; }

constexpr auto symbol(token_kind kind, std::string_view words) {
    return make_token_parser<x3::unused_type>(words, [kind](token const& t) { return t.kind == kind; }, no_attribute);
}

constexpr auto kw(keyword word, std::string_view words) {
    return make_token_parser<x3::unused_type>(words, [word](token const& t) { return t.word == word; }, no_attribute);
}

/// A token that `test` accepts; the attribute is the token.
template <class Test>
constexpr auto token_if(std::string_view words, Test test) { return make_token_parser<token>(words, test, the_token); }

/// Looks at the next token without taking it.
template <class Test>
struct next_parser : x3::parser<next_parser<Test>> {
    using attribute_type = x3::unused_type;
    static bool const has_attribute = false;

    constexpr next_parser(std::string_view words, Test test) : words(words), test(test) {}

    template <class Context, class RuleContext, class Target>
    bool parse(token_iterator& first, token_iterator const&, Context const&, RuleContext&, Target&) const { return test(first); }

    std::string_view words;
    Test test;
};

/// `p` called by a name in the user's words.
template <class Subject>
struct named_directive : x3::unary_parser<Subject, named_directive<Subject>> {
    using base = x3::unary_parser<Subject, named_directive<Subject>>;
    static bool const is_pass_through_unary = true;
    static bool const handles_container = Subject::handles_container;

    constexpr named_directive(Subject const& subject, std::string_view words) : base(subject), words(words) {}

    template <class Context, class RuleContext, class Target>
    bool parse(token_iterator& first, token_iterator const& last, Context const& context, RuleContext& rule, Target& target) const {
        return this->subject.parse(first, last, context, rule, target);
    }

    std::string_view words;
};

struct named {
    std::string_view words;

    template <class Subject>
    constexpr auto operator[](Subject const& subject) const {
        using parser = typename x3::extension::as_parser<Subject>::value_type;
        return named_directive<parser>(x3::as_parser(subject), words);
    }
};

/// Counts how deep the rules are in one another. Stands in every cycle of the grammar, so that no text can exhaust the stack.
template <class Subject>
struct nested_directive : x3::unary_parser<Subject, nested_directive<Subject>> {
    using base = x3::unary_parser<Subject, nested_directive<Subject>>;
    static bool const is_pass_through_unary = true;
    static bool const handles_container = Subject::handles_container;

    constexpr explicit nested_directive(Subject const& subject) : base(subject) {}

    struct level {
        explicit level(session& s) : s(s) { ++s.nesting; }
        ~level() { --s.nesting; }
        level(level const&) = delete;
        level& operator=(level const&) = delete;
        session& s;
    };

    template <class Context, class RuleContext, class Target>
    bool parse(token_iterator& first, token_iterator const& last, Context const& context, RuleContext& rule, Target& target) const {
        session& s = state(context);
        level const here(s);
        if (s.nesting > s.limits.max_nesting) {
            s.hold("B1006", "this is nested more than " + std::to_string(s.limits.max_nesting) + " levels deep", span_of(*first),
                   "name a part of it with a `let` of its own");
            boost::throw_exception(failure(first, "less nesting"));
        }
        return this->subject.parse(first, last, context, rule, target);
    }
};

struct nested_generator {
    template <class Subject>
    constexpr auto operator[](Subject const& subject) const {
        return nested_directive<typename x3::extension::as_parser<Subject>::value_type>(x3::as_parser(subject));
    }
};
inline constexpr nested_generator nested{};

}  // namespace barem::grammar

// What an expectation failure calls our parsers, and the parsers that only wrap one.
namespace boost::spirit::x3 {

template <class A, class T, class M>
struct get_info<barem::grammar::token_parser<A, T, M>> {
    std::string operator()(barem::grammar::token_parser<A, T, M> const& p) const { return std::string(p.words); }
};
template <class T>
struct get_info<barem::grammar::next_parser<T>> {
    std::string operator()(barem::grammar::next_parser<T> const& p) const { return std::string(p.words); }
};
template <class S>
struct get_info<barem::grammar::named_directive<S>> {
    std::string operator()(barem::grammar::named_directive<S> const& p) const { return std::string(p.words); }
};
template <class S>
struct get_info<barem::grammar::nested_directive<S>> {
    std::string operator()(barem::grammar::nested_directive<S> const& p) const { return what(p.subject); }
};
template <class S, class F>
struct get_info<action<S, F>> {
    std::string operator()(action<S, F> const& p) const { return what(p.subject); }
};
template <class L, class R>
struct get_info<sequence<L, R>> {
    std::string operator()(sequence<L, R> const& p) const { return what(p.left); }
};

}  // namespace boost::spirit::x3
