#pragma once
// What does not fit into memory for a while.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace barem::batch {

/// The file system has no room, or fails. Says so in one line.
class scratch_failure : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// A file without a name: the system removes it however the program ends. Made when it is first written to: in `folder`, else in that of
/// TMPDIR, else in /tmp. Any thread may write and read. Throws scratch_failure.
class scratch_file {
public:
    explicit scratch_file(std::string folder = {}) : folder_(std::move(folder)) {}
    ~scratch_file();
    scratch_file(scratch_file const&) = delete;
    scratch_file& operator=(scratch_file const&) = delete;

    /// Where it stands now.
    std::uint64_t append(std::span<std::byte const>);
    /// All of `into`.
    void read(std::uint64_t from, std::span<std::byte> into) const;
    /// Nobody will read this part again.
    void release(std::uint64_t from, std::uint64_t size);
    [[nodiscard]] std::uint64_t written() const { return end_; }

private:
    void open();

    std::string folder_;
    std::once_flag opened_;
    int descriptor_ = -1;
    std::atomic<std::uint64_t> end_ = 0;
};

/// Small pieces of text in a scratch file: written at its end, read anywhere. One thread.
class scratch_text {
public:
    explicit scratch_text(std::string folder = {}, std::size_t buffer_bytes = std::size_t{1} << 16)
        : file_(std::make_unique<scratch_file>(std::move(folder))), buffer_bytes_(buffer_bytes) {}

    void append(std::string_view bytes);
    [[nodiscard]] std::uint64_t size() const { return file_->written() + buffer_.size(); }
    /// Reads what lies at [from, from + size).
    void read(std::uint64_t from, char* into, std::size_t size);

private:
    void flush();

    std::unique_ptr<scratch_file> file_;
    std::size_t buffer_bytes_;
    std::string buffer_;                    ///< what was appended last
};

/// Reads a text from its beginning.
class scratch_reader {
public:
    explicit scratch_reader(scratch_text& text, std::size_t buffer_bytes = std::size_t{1} << 18) : text_(text), buffer_bytes_(buffer_bytes) {}

    [[nodiscard]] bool at_end() const { return at_ == end_ && from_ == text_.size(); }
    /// The next `size` bytes, which are there; valid until the next call.
    [[nodiscard]] std::string_view take(std::size_t size);

private:
    scratch_text& text_;
    std::size_t buffer_bytes_;
    std::string buffer_;
    std::size_t at_ = 0, end_ = 0;
    std::uint64_t from_ = 0;                ///< of the text: behind the buffer
};

}  // namespace barem::batch
