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

[[noreturn]] void fail(std::string_view what, std::string const& folder) {
    throw scratch_failure(fmt::format("cannot {} a temporary file in `{}`: {}", what, folder, std::strerror(errno)));
}

std::string usual_folder() {
    char const* const named = std::getenv("TMPDIR");
    return named != nullptr && *named != '\0' ? named : "/tmp";
}

int open_nameless(std::string const& folder) {
#ifdef O_TMPFILE
    if (int const made = ::open(folder.c_str(), O_TMPFILE | O_RDWR | O_EXCL | O_CLOEXEC, 0600); made >= 0) return made;
#endif
    // Not every file system can do that.
    auto name = folder + "/.barem-XXXXXX";
    int const made = ::mkostemp(name.data(), O_CLOEXEC);
    if (made >= 0) ::unlink(name.c_str());
    return made;
}

}  // namespace

// ── the file ────────────────────────────────────────────────────────────────────────────────────────────────────

scratch_file::~scratch_file() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void scratch_file::open() {
    if (folder_.empty()) folder_ = usual_folder();
    int const made = open_nameless(folder_);
    if (made < 0) fail("make", folder_);
    descriptor_ = made;
}

std::uint64_t scratch_file::append(std::span<std::byte const> from) {
    std::call_once(opened_, [&] { open(); });
    std::uint64_t const at = end_.fetch_add(from.size());
    for (std::size_t done = 0; done != from.size();) {
        auto const count = ::pwrite(descriptor_, from.data() + done, from.size() - done, static_cast<off_t>(at + done));
        if (count >= 0) done += static_cast<std::size_t>(count);
        else if (errno != EINTR) fail("write", folder_);
    }
    return at;
}

void scratch_file::read(std::uint64_t from, std::span<std::byte> into) const {
    for (std::size_t done = 0; done != into.size();) {
        auto const count = ::pread(descriptor_, into.data() + done, into.size() - done, static_cast<off_t>(from + done));
        if (count == 0) errno = EIO;
        if (count > 0) done += static_cast<std::size_t>(count);
        else if (count == 0 || errno != EINTR) fail("read", folder_);
    }
}

void scratch_file::release(std::uint64_t from, std::uint64_t size) {
#ifdef FALLOC_FL_PUNCH_HOLE                             // where the file system cannot, the space is free at the end
    if (size != 0) (void)::fallocate(descriptor_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, static_cast<off_t>(from), static_cast<off_t>(size));
#else
    (void)from, (void)size;
#endif
}

// ── texts ───────────────────────────────────────────────────────────────────────────────────────────────────────

void scratch_text::append(std::string_view bytes) {
    if (buffer_.size() + bytes.size() > buffer_bytes_) flush();
    if (bytes.size() > buffer_bytes_) {
        file_->append(std::as_bytes(std::span(bytes)));
        return;
    }
    buffer_.reserve(buffer_bytes_);
    buffer_ += bytes;
}

void scratch_text::flush() {
    if (!buffer_.empty()) file_->append(std::as_bytes(std::span(buffer_)));
    buffer_.clear();
}

void scratch_text::read(std::uint64_t from, char* into, std::size_t size) {
    if (from + size > file_->written()) flush();
    file_->read(from, std::as_writable_bytes(std::span(into, size)));
}

std::string_view scratch_reader::take(std::size_t size) {
    if (end_ - at_ < size) {
        buffer_.erase(0, at_);
        end_ -= std::exchange(at_, 0);
        auto const more = static_cast<std::size_t>(std::min<std::uint64_t>(std::max(buffer_bytes_, size) - end_, text_.size() - from_));
        buffer_.resize(end_ + more);
        text_.read(from_, buffer_.data() + end_, more);
        from_ += more;
        end_ += more;
    }
    std::string_view const taken(buffer_.data() + at_, size);
    at_ += size;
    return taken;
}

}  // namespace barem::batch
