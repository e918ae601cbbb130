// Compressed rosters. Both formats may have several members, one after the other; zstd also has frames to be skipped.

#include "batch/byte_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <string_view>
#include <vector>

#include <zlib.h>
#include <zstd.h>

namespace barem::batch {

namespace {

constexpr std::size_t packed_size = 1 << 17;
constexpr std::size_t magic_size = 4;

/// Passes on what another source gives, after bytes that have been read from it already.
class begun_source : public byte_source {
public:
    explicit begun_source(std::unique_ptr<byte_source> inner) : inner_(std::move(inner)) {
        while (count_ < magic_size) {
            std::size_t const count = inner_->read(begin_ + count_, magic_size - count_);
            if (count == 0) break;
            count_ += count;
        }
    }

    [[nodiscard]] std::string_view begin() const { return {begin_, count_}; }
    std::size_t read(char* into, std::size_t size) override {
        if (at_ == count_) return inner_->read(into, size);
        std::size_t const count = std::min(size, count_ - at_);
        std::memcpy(into, begin_ + at_, count);
        at_ += count;
        return count;
    }
    std::string const& name() const override { return inner_->name(); }
    std::uint64_t bytes_read() const override { return inner_->bytes_read(); }
    std::optional<std::uint64_t> size() const override { return inner_->size(); }

private:
    std::unique_ptr<byte_source> inner_;
    char begin_[magic_size] = {};
    std::size_t count_ = 0, at_ = 0;
};

/// What both have in common: a window on the packed bytes, and where it stands.
class unpacking_source : public byte_source {
public:
    explicit unpacking_source(std::unique_ptr<byte_source> packed) : packed_(std::move(packed)), window_(packed_size) {}
    std::string const& name() const override { return packed_->name(); }
    std::uint64_t bytes_read() const override { return packed_->bytes_read(); }
    std::optional<std::uint64_t> size() const override { return packed_->size(); }

protected:
    /// False at the end.
    bool refill() {
        if (at_ < count_) return true;
        passed_ += count_;
        at_ = 0;
        count_ = packed_->read(window_.data(), window_.size());
        return count_ > 0;
    }
    [[noreturn]] void fail(std::string_view format, std::string_view what) const {
        throw input_failure(fmt::format("{}: {} at byte {} of the {} data", name(), what, passed_ + at_, format));
    }

    std::unique_ptr<byte_source> packed_;
    std::vector<char> window_;
    std::size_t at_ = 0, count_ = 0;        // of the window
    std::uint64_t passed_ = 0;              // bytes before the window
};

class zstd_source : public unpacking_source {
public:
    explicit zstd_source(std::unique_ptr<byte_source> packed) : unpacking_source(std::move(packed)), stream_(ZSTD_createDCtx(), &ZSTD_freeDCtx) {
        if (!stream_) throw std::bad_alloc();
    }

    std::size_t read(char* into, std::size_t size) override {
        ZSTD_outBuffer out{into, size, 0};
        while (out.pos == 0) {
            bool const more = refill();
            if (!more && !is_inside_) return 0;
            ZSTD_inBuffer in{window_.data(), count_, at_};
            std::size_t const left = ZSTD_decompressStream(stream_.get(), &out, &in);
            bool const is_stuck = !more && out.pos == 0;
            at_ = in.pos;
            if (ZSTD_isError(left)) fail("zstd", fmt::format("damaged ({})", ZSTD_getErrorName(left)));
            is_inside_ = left != 0;
            if (is_stuck && is_inside_) fail("zstd", "ends too early,");
        }
        return out.pos;
    }

private:
    std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> stream_;
    bool is_inside_ = false;                // a frame
};

class gzip_source : public unpacking_source {
public:
    explicit gzip_source(std::unique_ptr<byte_source> packed) : unpacking_source(std::move(packed)) {
        if (::inflateInit2(&stream_, 15 + 16) != Z_OK) throw std::bad_alloc();
    }
    ~gzip_source() override { ::inflateEnd(&stream_); }
    gzip_source(gzip_source const&) = delete;
    gzip_source& operator=(gzip_source const&) = delete;

    std::size_t read(char* into, std::size_t size) override {
        size = std::min<std::size_t>(size, 1 << 30);
        stream_.next_out = reinterpret_cast<Bytef*>(into);
        stream_.avail_out = static_cast<uInt>(size);
        while (stream_.avail_out == size) {
            bool const more = refill();
            if (!more && !is_inside_) return 0;
            if (!is_inside_ && !begin_member()) return 0;
            stream_.next_in = reinterpret_cast<Bytef*>(window_.data() + at_);
            stream_.avail_in = static_cast<uInt>(count_ - at_);
            int const status = ::inflate(&stream_, Z_NO_FLUSH);
            at_ = count_ - stream_.avail_in;
            if (status == Z_STREAM_END) is_inside_ = false;
            else if (status == Z_MEM_ERROR) throw std::bad_alloc();
            else if (status == Z_DATA_ERROR || status == Z_NEED_DICT) fail("gzip", fmt::format("damaged ({})", stream_.msg ? stream_.msg : "unknown"));
            else if (!more && stream_.avail_out == size) fail("gzip", "ends too early,");
        }
        return size - stream_.avail_out;
    }

private:
    /// Zeros after the last member are padding, as tapes have it. False: nothing else came.
    bool begin_member() {
        while (!is_first_ && window_[at_] == '\0') {
            ++at_;
            if (!refill()) return false;
        }
        is_first_ = false;
        is_inside_ = true;
        ::inflateReset(&stream_);
        return true;
    }

    z_stream stream_{};
    bool is_inside_ = false, is_first_ = true;
};

/// The text, unless it begins as one of another encoding: said once here, not as a wrong byte of every line.
std::unique_ptr<byte_source> checked(std::unique_ptr<byte_source> text) {
    auto begun = std::make_unique<begun_source>(std::move(text));
    auto const begin = begun->begin();
    if (begin.starts_with("\xFF\xFE") || begin.starts_with("\xFE\xFF"))
        throw input_failure(fmt::format("{}: expected UTF-8, found UTF-16: save the file as UTF-8", begun->name()));
    return begun;
}

}  // namespace

std::unique_ptr<byte_source> unpacked(std::unique_ptr<byte_source> packed) {
    auto begun = std::make_unique<begun_source>(std::move(packed));
    auto const begin = begun->begin();
    bool const is_zstd = begin == "\x28\xB5\x2F\xFD" || (begin.size() == 4 && begin.substr(1) == "\x2A\x4D\x18" && (begin[0] & 0xF0) == 0x50);
    if (is_zstd) return checked(std::make_unique<zstd_source>(std::move(begun)));
    if (begin.starts_with("\x1F\x8B")) return checked(std::make_unique<gzip_source>(std::move(begun)));
    return checked(std::move(begun));
}

}  // namespace barem::batch
