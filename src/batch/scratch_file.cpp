#include "batch/scratch_file.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace barem::batch {

namespace {

std::string usual_folder() {
    char const* const named = std::getenv("TMPDIR");
    return named != nullptr && *named != '\0' ? named : "/tmp";
}

[[noreturn]] void fail(std::string_view what, std::string const& folder) {
    throw scratch_failure(fmt::format("cannot {} a temporary file in `{}`: {}", what, folder, std::strerror(errno)));
}

int open_nameless(std::string const& folder) {
    auto name = folder + "/barem-XXXXXX";
    int const made = ::mkostemp(name.data(), O_CLOEXEC);
    if (made >= 0) ::unlink(name.c_str());
    return made;
}

}  // namespace

scratch_file::~scratch_file() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

scratch_file::scratch_file(scratch_file&& other) noexcept
    : folder_(std::move(other.folder_)), buffer_bytes_(other.buffer_bytes_), buffer_(std::move(other.buffer_)), used_(std::exchange(other.used_, 0)),
      written_(std::exchange(other.written_, 0)), descriptor_(std::exchange(other.descriptor_, -1)) {}

void scratch_file::append(std::string_view bytes) {
    if (!buffer_) buffer_ = std::make_unique_for_overwrite<char[]>(buffer_bytes_);
    if (bytes.size() > buffer_bytes_ - used_) flush();
    if (bytes.size() > buffer_bytes_) return write(bytes);
    if (!bytes.empty()) std::memcpy(buffer_.get() + used_, bytes.data(), bytes.size());
    used_ += bytes.size();
}

void scratch_file::flush() { write({buffer_.get(), std::exchange(used_, 0)}); }

void scratch_file::write(std::string_view bytes) {
    if (descriptor_ < 0) {
        if (folder_.empty()) folder_ = usual_folder();
        descriptor_ = open_nameless(folder_);
        if (descriptor_ < 0) fail("make", folder_);
    }
    while (!bytes.empty()) {
        auto const count = ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(written_));
        if (count < 0 && errno == EINTR) continue;
        if (count < 0) fail("write", folder_);
        written_ += static_cast<std::uint64_t>(count);
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
}

void scratch_file::read(std::uint64_t from, char* into, std::size_t size) {
    if (from + size > written_ && used_ != 0) flush();
    while (size != 0) {
        auto const count = ::pread(descriptor_, into, size, static_cast<off_t>(from));
        if (count < 0 && errno == EINTR) continue;
        if (count == 0) errno = EIO;
        if (count <= 0) fail("read", folder_);
        from += static_cast<std::uint64_t>(count);
        into += count;
        size -= static_cast<std::size_t>(count);
    }
}

std::string_view scratch_reader::take(std::size_t size) {
    if (end_ - at_ < size) {
        buffer_.erase(0, at_);
        end_ -= std::exchange(at_, 0);
        auto const more = static_cast<std::size_t>(std::min<std::uint64_t>(std::max(buffer_bytes_, size) - end_, file_.size() - from_));
        buffer_.resize(end_ + more);
        file_.read(from_, buffer_.data() + end_, more);
        from_ += more;
        end_ += more;
    }
    std::string_view const taken(buffer_.data() + at_, size);
    at_ += size;
    return taken;
}

}  // namespace barem::batch
