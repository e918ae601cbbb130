#include "cli/input.hpp"

#include "cli/status.hpp"

#include <cerrno>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace barem::cli {

namespace {

constexpr std::size_t buffer_size = 1 << 16;

}  // namespace

input::input(std::string const& path)
    : path_(path), descriptor_(path == standard_stream ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)),
      buffer_(buffer_size), stream_(this) {
    if (descriptor_ < 0) throw cannot("read", path_, errno);
    struct stat about {};
    if (::fstat(descriptor_, &about) == 0 && S_ISREG(about.st_mode)) size_ = static_cast<std::uint64_t>(about.st_size);
    // Opening a directory succeeds, only reading it does not.
    if (S_ISDIR(about.st_mode)) {
        if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
        throw cannot("read", path_, EISDIR);
    }
}

input::~input() {
    if (descriptor_ != STDIN_FILENO) ::close(descriptor_);
}

input::int_type input::underflow() {
    ssize_t count = -1;
    do count = ::read(descriptor_, buffer_.data(), buffer_.size());
    while (count < 0 && errno == EINTR);
    if (count <= 0) {
        if (count < 0) error_ = errno;
        return traits_type::eof();
    }
    bytes_read_ += static_cast<std::uint64_t>(count);
    setg(buffer_.data(), buffer_.data(), buffer_.data() + count);
    return traits_type::to_int_type(buffer_.front());
}

void input::check() const {
    if (error_ != 0) throw cannot("read", path_ == standard_stream ? "standard input" : path_, error_);
}

std::string read_text(std::string const& path, std::size_t most) {
    input in(path);
    std::string text;
    for (std::vector<char> chunk(buffer_size); text.size() <= most && in.stream();) {
        in.stream().read(chunk.data(), static_cast<std::streamsize>(chunk.size()));
        text.append(chunk.data(), static_cast<std::size_t>(in.stream().gcount()));
    }
    in.check();
    return text;
}

}  // namespace barem::cli
