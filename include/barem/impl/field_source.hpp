#pragma once
// Bindings without their C++ types: what bind.hpp hands to the library, which checks and reads every binding with the same code.

#include <barem/export.hpp>
#include <barem/ruleset.hpp>
#include <barem/value.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace barem::inline BAREM_VERSION_NAMESPACE::binding_parts {

enum class source_kind : std::uint8_t { truth, integer, number, text, date, words, record, list };

struct record_source;

/// Receives the address of one child record, valid during the call only.
using child_visitor = std::function<void(void const* child)>;

/// Where a field's value comes from. `object` is the address of the struct that the binding is for.
struct field_source {
    std::string name;
    source_kind kind = source_kind::text;
    /// Scalars: the value, absent when there is none. What cannot be a value at all is described in `fault` instead. An enum's value is
    /// a word that counts in `words`.
    std::function<value(void const* object, std::string& fault)> take;
    std::vector<std::string> words;
    /// Records and lists: visits each child.
    std::function<void(void const* object, child_visitor const& visit)> each;
    std::shared_ptr<record_source const> child;
};

struct record_source {
    std::string record;                         ///< name of the record kind
    std::vector<field_source> fields;
};

/// Bindings whose fields have been found in a rule set.
struct fitted;

[[nodiscard]] BAREM_API result<std::shared_ptr<fitted const>, issues> fit(ruleset const& rules, std::shared_ptr<record_source const> root);
[[nodiscard]] BAREM_API result<record, issues> take_record(ruleset const& rules, fitted const& bindings, void const* object);

}  // namespace barem::binding_parts
