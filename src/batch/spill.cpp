#include "batch/spill.hpp"

#include "batch/scratch_file.hpp"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include <fcntl.h>
#include <unistd.h>

namespace barem::batch {

namespace {

[[noreturn]] void fail(char const* what, std::string const& folder) {
    throw scratch_failure(std::string("cannot ") + what + " a temporary file in `" + folder + "`: " + std::strerror(errno));
}

}  // namespace

// ── the file ────────────────────────────────────────────────────────────────────────────────────────────────────

spill_file::~spill_file() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

void spill_file::open() {
    if (directory_.empty())
        if (char const* chosen = std::getenv("TMPDIR")) directory_ = chosen;
    if (directory_.empty()) directory_ = "/tmp";
    std::string path = directory_ + "/.barem-XXXXXX";
    int const made = ::mkostemp(path.data(), O_CLOEXEC);
    if (made < 0) fail("make", directory_);
    ::unlink(path.c_str());
    descriptor_ = made;
}

std::uint64_t spill_file::append(std::span<std::byte const> from) {
    std::call_once(opened_, [&] { open(); });
    std::uint64_t const at = end_.fetch_add(from.size());
    for (std::size_t done = 0; done != from.size();) {
        auto const count = ::pwrite(descriptor_, from.data() + done, from.size() - done, static_cast<off_t>(at + done));
        if (count >= 0) done += static_cast<std::size_t>(count);
        else if (errno != EINTR) fail("write", directory_);
    }
    return at;
}

void spill_file::read(std::uint64_t from, std::span<std::byte> into) const {
    for (std::size_t done = 0; done != into.size();) {
        auto const count = ::pread(descriptor_, into.data() + done, into.size() - done, static_cast<off_t>(from + done));
        if (count == 0) errno = EIO;
        if (count > 0) done += static_cast<std::size_t>(count);
        else if (count == 0 || errno != EINTR) fail("read", directory_);
    }
}

void spill_file::release(std::uint64_t from, std::uint64_t size) {
#ifdef FALLOC_FL_PUNCH_HOLE                             // where the file system cannot, the space is free at the end
    if (size != 0) (void)::fallocate(descriptor_, FALLOC_FL_PUNCH_HOLE | FALLOC_FL_KEEP_SIZE, static_cast<off_t>(from), static_cast<off_t>(size));
#else
    (void)from, (void)size;
#endif
}

// ── memory ──────────────────────────────────────────────────────────────────────────────────────────────────────

bool memory_budget::take(std::size_t size) {
    std::size_t used = used_;
    do {
        if (size > limit_ || used > limit_ - size) return false;
    } while (!used_.compare_exchange_weak(used, used + size));
    return true;
}

void block_store::drop(block& b) {
    if (b.on_disk) file_.release(b.at, b.size);
    else budget_.give(b.held.size());
    b = {};
}

void block_store::resize(std::size_t count) {
    for (std::size_t i = count; i < blocks_.size(); ++i) drop(blocks_[i]);
    blocks_.resize(count);
}

void block_store::put(std::size_t number, bytes made) {
    block& b = blocks_[number];
    drop(b);
    b.size = made.size();
    b.on_disk = !budget_.take(made.size());
    if (b.on_disk) b.at = file_.append(made);
    else b.held = std::move(made);
}

std::span<std::byte const> block_store::read(std::size_t number, bytes& buffer) const {
    block const& b = blocks_[number];
    if (!b.on_disk) return b.held;
    buffer.resize(b.size);
    file_.read(b.at, buffer);
    return buffer;
}

}  // namespace barem::batch
