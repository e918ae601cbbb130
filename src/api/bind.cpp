// Bindings of C++ structs: found in the rule set once, then read for each record.
#include <barem/bind.hpp>
#include <barem/record_data.hpp>
#include <barem/shape.hpp>

#include "io/expectation.hpp"
#include "io/problem_list.hpp"
#include "io/text_form.hpp"
#include "io/validate.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::inline BAREM_VERSION_NAMESPACE::binding_parts {

struct fitted_record;

/// A bound field and its place in record_data.
struct fitted_field {
    field_source const* source = nullptr;
    std::size_t slot = 0;
    std::string expected;
    std::vector<word> words;                        // of the rule set, by position in the source's
    std::unique_ptr<fitted_record> child;
};

struct fitted_record {
    std::size_t values = 0, lists = 0;
    std::vector<fitted_field> fields;
};

struct fitted {
    std::shared_ptr<record_source const> source;    // keeps alive what the fields point to
    fitted_record root;
};

namespace {

constexpr std::size_t most_misfits = 50;

std::string_view shown(source_kind kind) {
    switch (kind) {
        case source_kind::truth: return "a truth";
        case source_kind::integer: return "an integer";
        case source_kind::number: return "a number";
        case source_kind::text: return "a text";
        case source_kind::date: return "a date";
        case source_kind::words: return "an enum";
        case source_kind::record: return "a single record";
        case source_kind::list: return "a list";
    }
    return "";
}

bool can_give(source_kind source, field_kind field) {
    switch (field) {
        case field_kind::truth: return source == source_kind::truth;
        case field_kind::integer:
        case field_kind::number: return source == source_kind::integer || source == source_kind::number;
        case field_kind::text: return source == source_kind::text;
        case field_kind::date: return source == source_kind::date;
        case field_kind::word: return source == source_kind::words || source == source_kind::text;
        case field_kind::record: return source == source_kind::record;
        case field_kind::list: return source == source_kind::list;
    }
    return false;
}

class fitter {
public:
    explicit fitter(roster_shape const& shape) : shape_(shape) {}

    fitted_record run(record_source const& root) { return record(root, shape_.root()); }
    issues take_problems() { return problems_.take(); }

private:
    fitted_record record(record_source const& source, record_shape const& kind) {
        fitted_record made;
        made.values = kind.values;
        made.lists = kind.lists;
        if (source.record != kind.name) {
            problems_.add(fmt::format("a binding of `{}`", kind.name), fmt::format("one of `{}`", io::cropped(source.record)));
            return made;
        }
        std::vector<bool> bound(kind.fields.size(), false);
        for (auto const& field_source : source.fields) {
            problems_.enter(field_source.name);
            if (auto const* shape = kind.find(field_source.name)) {
                auto const at = static_cast<std::size_t>(shape - kind.fields.data());
                if (bound[at]) problems_.add("one binding", "a second one");
                else made.fields.push_back(field(field_source, *shape));
                bound[at] = true;
            } else {
                add_unknown(field_source.name, kind);
            }
            problems_.leave();
        }
        for (std::size_t i = 0; i < kind.fields.size(); ++i)
            if (!bound[i] && !kind.fields[i].optional) add_unbound(kind.fields[i]);
        return made;
    }

    fitted_field field(field_source const& source, field_shape const& shape) {
        fitted_field made;
        made.source = &source;
        made.slot = shape.slot;
        made.expected = shape.expected;
        if (!can_give(source.kind, shape.kind)) problems_.add(shape.expected, std::string(shown(source.kind)));
        else if (source.kind == source_kind::words) fit_words(source, shape, made.words);
        else if (source.child) made.child = std::make_unique<fitted_record>(record(*source.child, shape_.records[shape.record]));
        return made;
    }

    void fit_words(field_source const& source, field_shape const& shape, std::vector<word>& words) {
        std::vector<bool> covered(shape.words.size(), false);
        for (auto const& text : source.words) {
            auto const found = std::ranges::find(shape.words, text, &named_shape::name);
            auto const at = static_cast<std::size_t>(found - shape.words.begin());
            words.push_back({static_cast<std::uint32_t>(at)});
            if (found == shape.words.end()) add_unknown_word(text, shape);
            else covered[at] = true;
        }
        std::string without;
        for (std::size_t i = 0; i < covered.size(); ++i)
            if (!covered[i]) without += fmt::format("{}`{}`", without.empty() ? "" : ", ", shape.words[i].name);
        if (!without.empty()) problems_.add("a value for " + shape.expected, "none for " + without);
    }

    void add_unknown_word(std::string_view text, field_shape const& shape) {
        std::vector<std::string_view> names;
        for (auto const& w : shape.words) names.push_back(w.name);
        problems_.add(shape.expected, io::quoted(text), io::meant_by(text, names));
    }

    void add_unknown(std::string_view name, record_shape const& kind) {
        std::vector<std::string_view> names;
        for (auto const& f : kind.fields) names.push_back(f.name);
        problems_.add_message(fmt::format("a field of `{}`", kind.name), "a bound field", fmt::format("`{}` has no such field", kind.name),
                              io::meant_by(name, names));
    }

    void add_unbound(field_shape const& shape) {
        problems_.enter(shape.name);
        problems_.add("a bound field for " + shape.expected, "none");
        problems_.leave();
    }

    roster_shape const& shape_;
    io::problem_list problems_{most_misfits};
};

class taker {
public:
    record_data record(fitted_record const& fitted, void const* object) {
        record_data made;
        made.values.resize(fitted.values);
        made.lists.resize(fitted.lists);
        for (auto const& field : fitted.fields) {
            problems_.enter(field.source->name);
            if (field.child) children(field, object, made.lists[field.slot]);
            else scalar(field, object, made.values[field.slot]);
            problems_.leave();
        }
        return made;
    }
    issues take_problems() { return problems_.take(); }

private:
    void children(fitted_field const& field, void const* object, std::vector<record_data>& into) {
        bool const is_list = field.source->kind == source_kind::list;
        field.source->each(object, [&](void const* child) {
            if (is_list) problems_.enter(into.size());
            into.push_back(record(*field.child, child));
            if (is_list) problems_.leave();
        });
    }

    void scalar(fitted_field const& field, void const* object, value& into) {
        std::string fault;
        into = field.source->take(object, fault);
        if (!fault.empty()) problems_.add(field.expected, std::move(fault));
        else if (auto* w = std::get_if<word>(&into)) *w = field.words[w->index];
    }

    io::problem_list problems_{io::max_problems};
};

}  // namespace

result<std::shared_ptr<fitted const>, issues> fit(ruleset const& rules, std::shared_ptr<record_source const> root) {
    auto const shape = rules.shape();
    fitter fitting(shape);
    auto made = std::make_shared<fitted>();
    made->root = fitting.run(*root);
    made->source = std::move(root);
    if (auto problems = fitting.take_problems(); !problems.empty()) return problems;
    return std::shared_ptr<fitted const>(std::move(made));
}

result<record, issues> take_record(ruleset const& rules, fitted const& bindings, void const* object) {
    taker taking;
    auto data = taking.record(bindings.root, object);
    auto problems = taking.take_problems();
    auto accepted = rules.accept(std::move(data));
    if (problems.empty()) return accepted;
    // What could not be taken is absent in the data; that it is missing needs no second issue.
    if (!accepted)
        for (auto& problem : accepted.error())
            if (problems.size() < io::max_problems && std::ranges::find(problems, problem.path, &issue::path) == problems.end())
                problems.push_back(std::move(problem));
    return problems;
}

}  // namespace barem::binding_parts
