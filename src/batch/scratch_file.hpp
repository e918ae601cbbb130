#pragma once
// What does not fit into memory for a while.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace barem::batch {

/// The file system has no room, or fails. Says so in one line.
class scratch_failure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A file without a name: the system removes it however the program ends. Written at its end, read anywhere. Its functions throw
/// scratch_failure. Made when it is first written to.
class scratch_file {
public:
    /// `folder`: empty: that of TMPDIR, else /tmp.
    explicit scratch_file(std::string folder = {}, std::size_t buffer_bytes = std::size_t{1} << 16) : folder_(std::move(folder)), buffer_bytes_(buffer_bytes) {}
    ~scratch_file();
    scratch_file(scratch_file&& other) noexcept;
    scratch_file& operator=(scratch_file&&) = delete;

    void append(std::string_view bytes);
    [[nodiscard]] std::uint64_t size() const { return written_ + used_; }
    /// Reads what lies at [from, from + size).
    void read(std::uint64_t from, char* into, std::size_t size);

private:
    void flush();
    void write(std::string_view bytes);

    std::string folder_;
    std::size_t buffer_bytes_;
    std::unique_ptr<char[]> buffer_;        ///< of what was appended last
    std::size_t used_ = 0;
    std::uint64_t written_ = 0;
    int descriptor_ = -1;
};

/// Reads a scratch file from its beginning.
class scratch_reader {
public:
    explicit scratch_reader(scratch_file& file, std::size_t buffer_bytes = std::size_t{1} << 18) : file_(file), buffer_bytes_(buffer_bytes) {}

    [[nodiscard]] bool at_end() const { return at_ == end_ && from_ == file_.size(); }
    /// The next `size` bytes, which are there; valid until the next call.
    [[nodiscard]] std::string_view take(std::size_t size);

private:
    scratch_file& file_;
    std::size_t buffer_bytes_;
    std::string buffer_;
    std::size_t at_ = 0, end_ = 0;
    std::uint64_t from_ = 0;                ///< of the file: behind the buffer
};

}  // namespace barem::batch
