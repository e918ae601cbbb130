#pragma once
// Records from a program's own structs, without JSON in between. Not part of barem.hpp; needs the standard library only.

#include <barem/export.hpp>
#include <barem/impl/field_source.hpp>
#include <barem/impl/take_value.hpp>
#include <barem/ruleset.hpp>

#include <concepts>
#include <functional>
#include <initializer_list>
#include <memory>
#include <optional>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// The words of a C++ enum. Written in braces where a field is bound:
///
///     .field("measure", &content::measure, {{measure::quantitative, "quantitative"}, {measure::qualitative, "qualitative"}})
template <typename E>
class word_list {
public:
    word_list(std::initializer_list<std::pair<E, std::string_view>> words) {
        for (auto const& [constant, text] : words) add(constant, text);
    }
    word_list() = default;
    void add(E constant, std::string_view text) {
        values_.push_back(constant);
        texts_.emplace_back(text);
    }
    [[nodiscard]] std::vector<E> const& values() const { return values_; }
    [[nodiscard]] std::vector<std::string> const& texts() const { return texts_; }

private:
    std::vector<E> values_;
    std::vector<std::string> texts_;
};

/// Where the fields of one record kind stand in the struct T.
///
///     auto const content = barem::binding<Content>("content")
///         .field("measure", &Content::measure, {{measure::quantitative, "quantitative"}, {measure::qualitative, "qualitative"}})
///         .field("on_time", &Content::on_time)                         // std::optional<bool>
///         .decimal("volume", &Content::volume_hundredths, 2);          // 11250 is 112.5
///     auto const indicator = barem::binding<Indicator>("indicator").field("contents", &Indicator::contents, content);
///
/// An accessor is a data member, a const member function, or a function or lambda that takes a `T const&`. What it gives, or holds as a
/// std::optional, decides how it is read:
///
/// | it gives                                          | for                                                                    |
/// |---------------------------------------------------|------------------------------------------------------------------------|
/// | bool                                              | a truth                                                                |
/// | an integer of any width                           | an integer or a number; by decimal(), a count of 10^-places of it      |
/// | barem::number                                     | a number or an integer                                                 |
/// | std::string, std::string_view, char const*        | a text, or a word by its name                                          |
/// | an enum, with a word_list                         | a word                                                                 |
/// | barem::date, std::chrono::year_month_day, sys_days| a date                                                                 |
/// | a struct, with its binding                        | a single record                                                        |
/// | a range of structs, with their binding            | a list                                                                 |
///
/// float and double do not compile: they cannot hold one tenth.
template <typename T>
class binding {
public:
    /// `record`: the name of the record kind in the rule set.
    explicit binding(std::string record) { source_.record = std::move(record); }

    /// A scalar.
    template <typename Accessor>
        requires std::invocable<Accessor const&, T const&>
    binding& field(std::string name, Accessor accessor) {
        using held = binding_parts::held_by<T, Accessor>;
        return add(std::move(name), binding_parts::scalar_kind<held>(), std::move(accessor),
                   [](held const& v, std::string& fault) { return binding_parts::take_value(v, fault); });
    }

    /// A word, given as a C++ enum. Every word of the rule set needs a value; of values that come twice the first counts.
    template <typename Accessor>
        requires std::invocable<Accessor const&, T const&> && std::is_enum_v<binding_parts::held_by<T, Accessor>>
    binding& field(std::string name, Accessor accessor, word_list<binding_parts::held_by<T, Accessor>> const& words) {
        using held = binding_parts::held_by<T, Accessor>;
        add(std::move(name), binding_parts::source_kind::words, std::move(accessor), [values = words.values()](held v, std::string& fault) -> value {
            for (std::uint32_t i = 0; i < values.size(); ++i)
                if (values[i] == v) return word{i};
            // `+`: a number, also of an enum that is as small as a character
            fault = "the value " + binding_parts::digits_of(+static_cast<std::underlying_type_t<held>>(v)) + ", which has no word";
            return absent{};
        });
        source_.fields.back().words = words.texts();
        return *this;
    }

    /// A number that is held as an integer count of its last decimal: 11250 with 2 places is 112.5.
    template <typename Accessor>
        requires std::invocable<Accessor const&, T const&>
    binding& decimal(std::string name, Accessor accessor, unsigned places) {
        using held = binding_parts::held_by<T, Accessor>;
        static_assert(binding_parts::is_integer<held>, "barem: decimal() takes an integer, the count of the last decimal");
        auto const unit = number(1) / number::parse("1e" + std::to_string(places)).value();       // throws beyond number::max_exponent
        return add(std::move(name), binding_parts::source_kind::number, std::move(accessor),
                   [unit](held const& v, std::string&) { return value(binding_parts::to_number(v) * unit); });
    }

    /// A single record (a struct, or a std::optional of one) or a list (a range of structs).
    template <typename Accessor, typename Child>
        requires std::invocable<Accessor const&, T const&>
    binding& field(std::string name, Accessor accessor, binding<Child> const& child) {
        using given = binding_parts::given_by<T, Accessor>;
        binding_parts::field_source made;
        made.name = std::move(name);
        made.child = std::make_shared<binding_parts::record_source const>(child.source());
        if constexpr (std::is_convertible_v<given const&, Child const&>) {
            made.kind = binding_parts::source_kind::record;
            made.each = [accessor](void const* object, binding_parts::child_visitor const& visit) {
                visit_one<Child>(std::invoke(accessor, *static_cast<T const*>(object)), visit);
            };
        } else if constexpr (binding_parts::optional_parts<given>::is_optional) {
            static_assert(std::is_convertible_v<typename binding_parts::optional_parts<given>::held const&, Child const&>,
                          "barem: the optional does not hold the struct of the binding");
            made.kind = binding_parts::source_kind::record;
            made.each = [accessor](void const* object, binding_parts::child_visitor const& visit) {
                auto const& held = std::invoke(accessor, *static_cast<T const*>(object));
                if (held) visit_one<Child>(*held, visit);
            };
        } else {
            using range = std::invoke_result_t<Accessor const&, T const&>;
            static_assert(std::ranges::input_range<range>, "barem: neither the struct of the binding nor a range of it");
            static_assert(std::is_convertible_v<std::ranges::range_reference_t<range>, Child const&>,
                          "barem: the elements of the range are not the struct of the binding");
            made.kind = binding_parts::source_kind::list;
            made.each = [accessor](void const* object, binding_parts::child_visitor const& visit) {
                for (auto&& element : std::invoke(accessor, *static_cast<T const*>(object))) visit_one<Child>(element, visit);
            };
        }
        source_.fields.push_back(std::move(made));
        return *this;
    }

    /// For the library.
    [[nodiscard]] binding_parts::record_source const& source() const { return source_; }

private:
    template <typename Child>
    static void visit_one(Child const& child, binding_parts::child_visitor const& visit) { visit(std::addressof(child)); }

    template <typename Accessor, typename Convert>
    binding& add(std::string name, binding_parts::source_kind kind, Accessor accessor, Convert convert) {
        binding_parts::field_source made;
        made.name = std::move(name);
        made.kind = kind;
        made.take = [accessor = std::move(accessor), convert = std::move(convert)](void const* object, std::string& fault) {
            auto&& given = std::invoke(accessor, *static_cast<T const*>(object));
            return binding_parts::take_optional(given, [&](auto const& held) { return convert(held, fault); });
        };
        source_.fields.push_back(std::move(made));
        return *this;
    }

    binding_parts::record_source source_;
};

/// Makes records of one rule set from structs of type T. Immutable: may be used from many threads at once if the accessors may.
/// An exception of an accessor passes through.
template <typename T>
class binder {
public:
    /// For the library: use bind().
    binder(ruleset rules, std::shared_ptr<binding_parts::fitted const> fitted) : rules_(std::move(rules)), fitted_(std::move(fitted)) {}

    /// The record that a struct holds, or everything that is wrong with it, in the words and with the paths of ruleset::read().
    [[nodiscard]] result<barem::record, issues> record(T const& object) const {
        return binding_parts::take_record(rules_, *fitted_, std::addressof(object));
    }

    /// Scores a struct on its own: record(), then ruleset::score().
    [[nodiscard]] result<outcome, issues> score(T const& object) const {
        auto taken = record(object);
        if (!taken) return std::move(taken.error());
        return rules_.score(*taken);
    }

    /// Explains a struct on its own.
    [[nodiscard]] result<explanation, issues> explain(T const& object) const {
        auto taken = record(object);
        if (!taken) return std::move(taken.error());
        return rules_.explain(*taken);
    }

    [[nodiscard]] ruleset const& rules() const { return rules_; }

private:
    ruleset rules_;
    std::shared_ptr<binding_parts::fitted const> fitted_;
};

/// Checks a binding against the records of a rule set, once: names that do not exist, inputs that are not bound (those that may always be
/// absent can be left out), types that do not fit, words that do not exist or that no enum value stands for.
///
///     auto const bound = barem::bind(rules, head);
///     if (!bound) std::cerr << bound.error() << '\n';     // tasks.indicators.contents.volum: `content` has no such field; did you mean `volume`?
///     else if (auto scored = bound->score(h)) std::cout << scored->text("total") << '\n';
template <typename T>
[[nodiscard]] result<binder<T>, issues> bind(ruleset const& rules, binding<T> const& root) {
    auto fitted = binding_parts::fit(rules, std::make_shared<binding_parts::record_source const>(root.source()));
    if (!fitted) return std::move(fitted.error());
    return binder<T>(rules, std::move(*fitted));
}

}  // namespace barem
