#include "batch/byte_source.hpp"

#include "source/display.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace barem::batch {

namespace {

constexpr char const* standard_input = "standard input";

[[noreturn]] void fail(std::string const& name, int error) {
    throw input_failure("cannot read " + (name == standard_input ? name : "`" + printable(name) + "`") + ": " + std::generic_category().message(error));
}

class file_source : public byte_source {
public:
    explicit file_source(std::string const& path)
        : is_standard_(path == "-"), name_(is_standard_ ? standard_input : path),
          descriptor_(is_standard_ ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC)) {
        if (descriptor_ < 0) fail(name_, errno);
        struct stat about {};
        if (::fstat(descriptor_, &about) != 0) return;
        if (S_ISREG(about.st_mode)) size_ = static_cast<std::uint64_t>(about.st_size);
        // Opening a directory succeeds, only reading it does not.
        if (S_ISDIR(about.st_mode)) {
            close();
            fail(name_, EISDIR);
        }
    }
    ~file_source() override { close(); }
    file_source(file_source const&) = delete;
    file_source& operator=(file_source const&) = delete;

    std::size_t read(char* into, std::size_t size) override {
        ssize_t count = -1;
        do count = ::read(descriptor_, into, size);
        while (count < 0 && errno == EINTR);
        if (count < 0) fail(name_, errno);
        bytes_read_ += static_cast<std::uint64_t>(count);
        return static_cast<std::size_t>(count);
    }
    std::string const& name() const override { return name_; }
    std::uint64_t bytes_read() const override { return bytes_read_; }
    std::optional<std::uint64_t> size() const override { return size_; }

private:
    void close() {
        if (!is_standard_) ::close(descriptor_);
    }

    bool is_standard_;
    std::string name_;
    int descriptor_;
    std::optional<std::uint64_t> size_;
    std::uint64_t bytes_read_ = 0;
};

class memory_source : public byte_source {
public:
    memory_source(std::string_view bytes, std::string name) : bytes_(bytes), name_(std::move(name)) {}

    std::size_t read(char* into, std::size_t size) override {
        std::size_t const count = std::min(size, bytes_.size() - at_);
        if (count > 0) std::memcpy(into, bytes_.data() + at_, count);
        at_ += count;
        return count;
    }
    std::string const& name() const override { return name_; }
    std::uint64_t bytes_read() const override { return at_; }
    std::optional<std::uint64_t> size() const override { return bytes_.size(); }

private:
    std::string_view bytes_;
    std::string name_;
    std::size_t at_ = 0;
};

}  // namespace

std::unique_ptr<byte_source> open_file(std::string const& path) { return std::make_unique<file_source>(path); }

std::unique_ptr<byte_source> from_memory(std::string_view bytes, std::string name) {
    return std::make_unique<memory_source>(bytes, std::move(name));
}

}  // namespace barem::batch
