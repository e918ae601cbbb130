#include "cli/output.hpp"

#include "cli/input.hpp"
#include "cli/status.hpp"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace barem::cli {

namespace {

constexpr std::size_t buffer_size = 1 << 16;

// ── signals ─────────────────────────────────────────────────────────────────────────────────────────────────────

/// Files that are written aside, for a handler that may do next to nothing: few at a time, and paths that do not move.
std::array<std::atomic<char const*>, 8> aside_files;

extern "C" void remove_aside_files(int signal) {
    for (auto const& file : aside_files)
        if (char const* const path = file.load()) ::unlink(path);
    ::signal(signal, SIG_DFL);
    ::raise(signal);
}

void note(char const* path) {
    for (auto& file : aside_files)
        if (char const* none = nullptr; file.compare_exchange_strong(none, path)) return;
}

void forget(char const* path) {
    for (auto& file : aside_files)
        if (char const* expected = path; file.compare_exchange_strong(expected, nullptr)) return;
}

/// Makes the file, and has it removed by a signal from the moment on at which it is there.
int make_noted(std::string& pattern) {
    sigset_t all, before;
    ::sigfillset(&all);
    ::pthread_sigmask(SIG_SETMASK, &all, &before);
    int const made = ::mkostemp(pattern.data(), O_CLOEXEC);
    int const why = errno;
    if (made >= 0) note(pattern.c_str());
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    errno = why;
    return made;
}

/// Permissions of a new file.
mode_t usual_mode() {
    auto const mask = ::umask(0);
    ::umask(mask);
    return 0666 & ~mask;
}

}  // namespace

output::output(descriptor d)
    : path_(d.number == STDERR_FILENO ? "standard error" : "standard output"), descriptor_(d.number),
      buffer_(buffer_size), stream_(this) {}

output::output(std::string const& path) : path_(path), buffer_(buffer_size), stream_(this) {
    struct stat about {};
    if (path == standard_stream) {
        path_ = "standard output";
        descriptor_ = STDOUT_FILENO;
        return;
    }
    if (::stat(path.c_str(), &about) == 0 && !S_ISREG(about.st_mode)) {
        descriptor_ = ::open(path.c_str(), O_WRONLY | O_CLOEXEC);
        owned_ = true;
    } else {
        open_aside();
    }
    if (descriptor_ < 0) throw cannot("write", path_, errno);
}

/// Opens a file in the folder of the target, so that renaming it is a single step.
void output::open_aside() {
    std::error_code none;
    auto target = std::filesystem::canonical(path_, none);      // through links: they stay
    if (none) target = path_;
    target_ = target.string();
    if (target_.empty() || target_.back() == '/') {
        errno = target_.empty() ? ENOENT : EISDIR;
        return;
    }
    struct stat about {};
    bool const exists = ::stat(target_.c_str(), &about) == 0;
    if (exists && ::access(target_.c_str(), W_OK) != 0) return;
    aside_ = (target.parent_path() / ".barem-XXXXXX").string();
    descriptor_ = make_noted(aside_);
    if (descriptor_ < 0) {
        aside_.clear();
        return;
    }
    owned_ = true;
    // The owner can be kept by some users only; that the file is written matters more.
    if (exists && (about.st_uid != ::geteuid() || about.st_gid != ::getegid()))
        if (::fchown(descriptor_, about.st_uid, about.st_gid) != 0) errno = 0;
    ::fchmod(descriptor_, exists ? about.st_mode & 07777 : usual_mode());
}

output::~output() {
    if (owned_ && descriptor_ >= 0) ::close(descriptor_);
    if (aside_.empty()) return;
    ::unlink(aside_.c_str());
    forget(aside_.c_str());
}

output::int_type output::overflow(int_type c) {
    if (!write_out()) return traits_type::eof();
    if (traits_type::eq_int_type(c, traits_type::eof())) return traits_type::not_eof(c);
    *pptr() = traits_type::to_char_type(c);
    pbump(1);
    return c;
}

int output::sync() { return write_out() ? 0 : -1; }

/// Writes what is buffered. After an error nothing is written any more.
bool output::write_out() {
    write_directly(pbase(), pptr());
    setp(buffer_.data(), buffer_.data() + buffer_.size());
    return error_ == 0;
}

void output::write_directly(char const* from, char const* to) {
    while (from != to && error_ == 0 && !abandoned_) {
        auto const count = ::write(descriptor_, from, static_cast<std::size_t>(to - from));
        if (count >= 0) from += count;
        else if (errno == EPIPE) abandoned_ = true;
        else if (errno != EINTR) error_ = errno;
    }
}

void output::write(std::string_view bytes) {
    if (bytes.size() < buffer_size) {
        stream_.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return;
    }
    write_out();
    write_directly(bytes.data(), bytes.data() + bytes.size());
}

void output::finish() {
    stream_.flush();
    if (owned_ && error_ == 0) {
        if (!aside_.empty() && ::fsync(descriptor_) != 0) error_ = errno;
        if (::close(descriptor_) != 0 && error_ == 0) error_ = errno;
        descriptor_ = -1;
    }
    if (error_ != 0) throw cannot("write", path_, error_);
}

void output::publish() {
    if (aside_.empty()) return;
    if (std::rename(aside_.c_str(), target_.c_str()) != 0) throw cannot("write", path_, errno);
    forget(aside_.c_str());
    aside_.clear();
}

void output::remove_on_signals() {
    struct sigaction action {};
    action.sa_handler = remove_aside_files;
    ::sigfillset(&action.sa_mask);
    for (int const signal : {SIGINT, SIGTERM, SIGHUP}) {
        struct sigaction before {};
        // Who started us with a signal ignored, as nohup does, means it.
        if (::sigaction(signal, nullptr, &before) == 0 && before.sa_handler != SIG_IGN) ::sigaction(signal, &action, nullptr);
    }
}

void print(std::string_view text) {
    output out(standard_stream);
    out.stream() << text;
    out.finish();
}

void replace_file(std::string const& path, std::string_view text) {
    output out(path);
    out.write(text);
    out.finish();
    out.publish();
}

void keep_apart(std::string const& path, std::string_view what, std::string const& other_path, std::string_view other) {
    std::error_code none;
    // Devices may be written twice: `-o /dev/null --rejects /dev/null`.
    if (path != standard_stream && std::filesystem::exists(path, none) && !std::filesystem::is_regular_file(path, none)) return;
    bool const one_stream = path == standard_stream || other_path == standard_stream;
    auto const place = [&](std::string const& p) {
        return std::filesystem::weakly_canonical(std::filesystem::absolute(p, none), none);
    };
    if (one_stream ? path != other_path : place(path) != place(other_path)) return;
    throw failure(fmt::format("{} and {} cannot both be {}", what, other, path == standard_stream ? "standard output" : quote(path)));
}

}  // namespace barem::cli
