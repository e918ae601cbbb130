#pragma once
// Reading a file, or standard input for `-`.

#include <cstdint>
#include <istream>
#include <optional>
#include <streambuf>
#include <string>
#include <vector>

namespace barem::cli {

inline constexpr char const* standard_stream = "-";

/// A stream that knows why reading failed and how far it came. Iostreams of files keep neither.
class input : private std::streambuf {
public:
    /// Throws failure when the file cannot be opened, or is a directory.
    explicit input(std::string const& path);
    ~input() override;
    input(input const&) = delete;
    input& operator=(input const&) = delete;

    [[nodiscard]] std::istream& stream() { return stream_; }
    /// Of a regular file.
    [[nodiscard]] std::optional<std::uint64_t> size() const { return size_; }
    [[nodiscard]] std::uint64_t bytes_read() const { return bytes_read_; }
    /// To be called at the end: throws failure when it was an error rather than the end of the file.
    void check() const;

private:
    int_type underflow() override;

    std::string path_;
    int descriptor_;
    std::optional<std::uint64_t> size_;
    std::uint64_t bytes_read_ = 0;
    int error_ = 0;
    std::vector<char> buffer_;
    std::istream stream_;
};

/// The text of a file, but not much more than `most` bytes of it: whoever has a limit need not read on. Throws failure.
[[nodiscard]] std::string read_text(std::string const& path, std::size_t most);

}  // namespace barem::cli
