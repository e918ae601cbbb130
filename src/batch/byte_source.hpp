#pragma once
// Where the bytes of a roster come from.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace barem::batch {

/// A roster cannot be read further: a failing device, damaged compression, a header that is none. Says the file and what is wrong in one
/// line. Not for bad records, which are reported one by one.
class input_failure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A stream of bytes. One thread at a time.
class byte_source {
public:
    virtual ~byte_source() = default;

    /// Reads at most `size` (> 0) bytes; 0 only at the end. Throws input_failure.
    virtual std::size_t read(char* into, std::size_t size) = 0;
    /// How messages call it: the path, or "standard input".
    [[nodiscard]] virtual std::string const& name() const = 0;
    /// Of the file as it is stored, for progress: bytes read so far, and all of a regular file.
    [[nodiscard]] virtual std::uint64_t bytes_read() const = 0;
    [[nodiscard]] virtual std::optional<std::uint64_t> size() const { return std::nullopt; }
};

/// A file, or standard input for `-`. Throws input_failure when it cannot be opened or is a directory.
[[nodiscard]] std::unique_ptr<byte_source> open_file(std::string const& path);

/// Bytes in memory, which must outlive the source.
[[nodiscard]] std::unique_ptr<byte_source> from_memory(std::string_view bytes, std::string name);

/// The same bytes; those of zstd and gzip, recognised by how they begin, unpacked. Throws input_failure when the beginning cannot be read,
/// or is that of a text in UTF-16.
[[nodiscard]] std::unique_ptr<byte_source> unpacked(std::unique_ptr<byte_source> packed);

}  // namespace barem::batch
