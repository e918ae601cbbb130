#pragma once
// Bytes that can be read several times though their source can be read once: a pipe, standard input.

#include "batch/byte_source.hpp"
#include "batch/scratch_file.hpp"

#include <memory>
#include <string>

namespace barem::batch {

/// Keeps a copy of what cannot be opened again, in a file without a name. Must outlive what it opens.
class kept_bytes {
public:
    /// `path`: `-` is standard input. `folder`: of the copy; empty: that of TMPDIR, else /tmp. Throws input_failure and scratch_failure.
    explicit kept_bytes(std::string path, std::string const& folder = {});

    /// From the beginning. Throws input_failure.
    [[nodiscard]] std::unique_ptr<byte_source> open();

private:
    std::string path_, name_;
    bool is_copied_ = false;
    scratch_text copy_;
};

}  // namespace barem::batch
