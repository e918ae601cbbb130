#pragma once
// What scoring one record gave.

#include <barem/export.hpp>
#include <barem/value.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace barem::plan { struct compiled; }      // the library's own

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// The outputs of one scored record, in the order of the rule set's `output`. Copies share them.
class outcome {
public:
    /// For the library.
    BAREM_API outcome(std::shared_ptr<plan::compiled const> rules, std::string id, std::vector<value> outputs);

    /// For the library.
    [[nodiscard]] std::shared_ptr<std::vector<value> const> const& shared() const { return outputs_; }

    [[nodiscard]] std::string const& id() const { return id_; }
    [[nodiscard]] BAREM_API std::vector<std::string_view> names() const;
    [[nodiscard]] std::vector<value> const& values() const { return *outputs_; }

    // Of one output by its name; std::out_of_range when there is none of that name.
    [[nodiscard]] BAREM_API value const& operator[](std::string_view name) const;
    /// Exactly: `1012.5`, `100/3`, `good`, `true`, `2015-10-15`; empty when absent.
    [[nodiscard]] BAREM_API std::string exact(std::string_view name) const;
    /// As results print it, rounded half up to the output's digits: `1012.50`.
    [[nodiscard]] BAREM_API std::string text(std::string_view name) const;
    /// For a person: a word by its label in a language, or in the rule set's own when it has none in that one; else as text().
    [[nodiscard]] BAREM_API std::string label(std::string_view name, std::string_view language = {}) const;

    /// One JSON object: the id, then every output. `exact`: numbers as strings, never rounded.
    [[nodiscard]] BAREM_API std::string to_json(bool exact = false) const;

private:
    [[nodiscard]] std::size_t find(std::string_view name) const;

    std::shared_ptr<plan::compiled const> rules_;
    std::string id_;
    std::shared_ptr<std::vector<value> const> outputs_;
};

}  // namespace barem
