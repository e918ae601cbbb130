#pragma once
// Records of a family in JSON, one after another.

#include "io/json_record.hpp"

#include <barem/family.hpp>

#include <memory>
#include <vector>

namespace barem::api {

/// Reads each record by the version of its date, and checks all that read() checks. One thread at a time.
class family_reader {
public:
    explicit family_reader(family rules);

    [[nodiscard]] io::read_record read(std::string_view json);
    /// That read the last record; null when its date chose none.
    [[nodiscard]] family::version const* version() const { return version_; }

private:
    [[nodiscard]] io::read_record read_by(family::version const&, std::string_view json);
    [[nodiscard]] bool is_own(family::version const&, record_data const&) const;
    [[nodiscard]] io::read_record refused(std::string_view json, issues problems) const;

    family rules_;
    std::vector<std::unique_ptr<io::json_record_reader>> readers_;      ///< by version
    family::version const* version_ = nullptr;
};

}  // namespace barem::api
