#pragma once
// What would be with other inputs, and what stands between a record and a level.

#include <barem/explanation.hpp>
#include <barem/export.hpp>
#include <barem/family.hpp>
#include <barem/issue.hpp>
#include <barem/result.hpp>
#include <barem/ruleset.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// Another value of one input.
struct BAREM_API input_change {
    std::string path;           ///< as issues name it: `excess`, `tasks[2].done`
    std::string value;          ///< as the rule set writes it: `12.5%`, `true`, `2015-10-15`, `good`; `nothing`: not given
};

/// The record with other inputs. Any input but the key and whole lists can be changed. Issues: a path that leads nowhere (with those that
/// there are), a value that does not fit, and whatever read() says of the changed record.
[[nodiscard]] BAREM_API result<record, issues> with_inputs(ruleset const&, record const&, std::vector<input_change> const&);
/// By the version that the record was read for. Also an issue: a date with which it falls under another.
[[nodiscard]] BAREM_API result<record, issues> with_inputs(family const&, record const&, std::vector<input_change> const&);

/// What other inputs do to one record: its outputs and the definitions that they rest on, before and after, and the rules that made them.
/// Complete in English ("en") and Vietnamese ("vi"); any other language gives English.
class BAREM_API comparison {
public:
    struct content;
    /// For the library.
    explicit comparison(std::shared_ptr<content const> inner) : inner_(std::move(inner)) {}
    [[nodiscard]] content const& inner() const { return *inner_; }

    /// Whether any output has another value.
    [[nodiscard]] bool changes_outputs() const;

    [[nodiscard]] std::string to_text(std::string_view language = "en") const;
    [[nodiscard]] std::string to_markdown(std::string_view language = "en") const;
    [[nodiscard]] std::string to_html(std::string_view language = "en") const;
    [[nodiscard]] std::string to_json() const;

private:
    std::shared_ptr<content const> inner_;
};

/// `after`: of the same record with other inputs (with_inputs()), explained by the same rule set; else an issue.
///
///     auto const changed = barem::with_inputs(rules, record, {{"tasks[2].done", "true"}}).value();
///     std::cout << barem::compare(rules.explain(record).value(), rules.explain(changed).value()).value().to_text();
[[nodiscard]] BAREM_API result<comparison, issues> compare(explanation const& before, explanation const& after);

/// Which conditions stand between a record and a level, by how much each is missed, and which other inputs would be enough.
class BAREM_API obstacles {
public:
    struct content;
    /// For the library.
    explicit obstacles(std::shared_ptr<content const> inner) : inner_(std::move(inner)) {}
    [[nodiscard]] content const& inner() const { return *inner_; }

    /// Whether nothing stands between: the record has the level.
    [[nodiscard]] bool reached() const;
    /// Other inputs with which the record has the level, everything else as it is. Found by trying; each of them is needed, and of a number
    /// the next one nearer to the old value is not enough. Empty: none were found, which does not say that there are none. Places and
    /// values of groups are taken as they were: in a roster, score the changed record among the others.
    [[nodiscard]] std::vector<input_change> const& changes() const;

    [[nodiscard]] std::string to_text(std::string_view language = "en") const;
    [[nodiscard]] std::string to_markdown(std::string_view language = "en") const;
    [[nodiscard]] std::string to_html(std::string_view language = "en") const;
    [[nodiscard]] std::string to_json() const;

private:
    std::shared_ptr<content const> inner_;
};

/// `level`: a value of a classification by its name or label, `good`; where several have it, the one that is an output is meant, else it is
/// named, `rating=good`, `tasks[2].status=overdue`. The issue of one that does not exist names those that do.
[[nodiscard]] BAREM_API result<obstacles, issues> why_not(explanation const&, std::string_view level);

}  // namespace barem
