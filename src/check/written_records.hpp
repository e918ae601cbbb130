#pragma once
// Records written in samples and examples, and paths into them. For examples.cpp.

#include "check/context.hpp"

#include <functional>
#include <span>

namespace barem::check {

/// What a sample writes.
struct written { index record = none; program::datum value; bool fine = false; };

/// Records within a datum, each element of a list as often as it is repeated.
[[nodiscard]] std::uint64_t count_records(program::datum const& d);
/// What a datum takes in memory, in values.
[[nodiscard]] std::uint64_t count_values(program::datum const& d);

/// What all samples and examples may take in memory: a sample is copied wherever it is used.
class memory {
public:
    explicit memory(context& c) : c_(c) {}

    /// False, after a finding the first time, when nothing is left.
    bool take(std::uint64_t values, source_span where);
    /// False, after a finding, when one sample or example writes too many records.
    bool fits(std::uint64_t records, source_span where);

private:
    context& c_;
    std::uint64_t used_ = 0;
    bool reported_ = false;
};

class record_writer {
public:
    /// `sample` finds a sample by its name: it stands for the record it writes.
    record_writer(context& c, memory& m, std::function<written const*(ast::name const&)> sample) : c_(c), memory_(m), sample_(std::move(sample)) {}

    /// A whole record, with every input that is not optional; nullopt after a finding, as below.
    std::optional<program::datum> record(index kind, ast::datum const& tree);
    std::optional<program::datum> member_value(index kind, index m, ast::datum const& tree);

private:
    index input(index kind, ast::name const& name);
    bool complete(index kind, ast::datum const& tree, std::unordered_map<std::string, source_span> const& given);
    std::optional<program::datum> from_sample(index kind, ast::datum const& tree, written const& sample);
    std::optional<program::datum> list(program::member const& member, ast::datum const& tree);
    std::optional<program::datum> scalar(program::member const& member, ast::datum const& tree);

    context& c_;
    memory& memory_;
    std::function<written const*(ast::name const&)> sample_;
};

// ── paths: written_paths.cpp ────────────────────────────────────────────────────────────────────────────────────

struct resolved_path { std::vector<program::path_step> steps; index record = none, member = none; };   ///< member: the last one named

/// `of_roster`: the path begins at a list of such records. nullopt after a finding.
[[nodiscard]] std::optional<resolved_path> resolve(context& c, index kind, ast::path const& path, bool of_roster = false);

/// Replaces what `steps` names in `target` by the value; false after a finding.
bool replace(context& c, memory& m, program::datum& target, std::span<program::path_step const> steps, program::datum const& value, source_span where);

}  // namespace barem::check
