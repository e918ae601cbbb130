#pragma once
// Writing a file that is complete or absent, or to standard output for `-`.

#include <atomic>
#include <ostream>
#include <streambuf>
#include <string>
#include <string_view>
#include <vector>

namespace barem::cli {

/// A file is written aside and takes its name in publish(); without that, as when an exception passes, it is as if nothing had been
/// written. An existing file keeps its permissions. What is no file (a pipe, /dev/full) and standard output are written directly.
///
/// Errors of writing are remembered and thrown by finish(). A reader that went away (`barem ... | head`) is no error.
class output : private std::streambuf {
public:
    /// Throws failure when the file cannot be written.
    explicit output(std::string const& path);
    ~output() override;
    output(output const&) = delete;
    output& operator=(output const&) = delete;

    [[nodiscard]] static output standard_error() { return output(descriptor{2}); }

    /// From now on, SIGINT, SIGTERM and SIGHUP end the program without leaving what was written aside.
    static void remove_on_signals();

    [[nodiscard]] std::ostream& stream() { return stream_; }
    /// The same as by the stream; much at once is not copied.
    void write(std::string_view bytes);
    /// Whether the reader went away, so that nobody will see what else is written.
    [[nodiscard]] bool is_abandoned() const { return abandoned_; }
    /// Whether writing failed, as finish() will say.
    [[nodiscard]] bool is_broken() const { return error_ != 0; }
    /// Everything is written, or failure is thrown.
    void finish();
    /// After finish(): the file appears under its name. Throws failure.
    void publish();

private:
    struct descriptor { int number; };
    explicit output(descriptor);

    void open_aside();
    int_type overflow(int_type c) override;
    int sync() override;
    bool write_out();
    void write_directly(char const* from, char const* to);

    std::string path_;              // as messages name it
    std::string target_, aside_;    // of a file that is written aside
    int descriptor_ = -1;
    bool owned_ = false;
    std::atomic<bool> abandoned_ = false;       // asked for by the thread that reads
    std::atomic<int> error_ = 0;
    std::vector<char> buffer_;
    std::ostream stream_;
};

/// Prints to standard output; throws failure.
void print(std::string_view text);

/// The file holds the text, or is as it was and failure is thrown.
void replace_file(std::string const& path, std::string_view text);

/// Throws failure when writing the one would spoil the other: both are the same file, or both are standard output.
void keep_apart(std::string const& path, std::string_view what, std::string const& other_path, std::string_view other);

}  // namespace barem::cli
