#include "batch/kept_bytes.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <vector>

namespace barem::batch {

namespace {

class copied_source : public byte_source {
public:
    copied_source(scratch_text& copy, std::string const& name) : copy_(copy), name_(name) {}

    std::size_t read(char* into, std::size_t size) override {
        size = static_cast<std::size_t>(std::min<std::uint64_t>(size, copy_.size() - at_));
        if (size != 0) copy_.read(at_, into, size);
        at_ += size;
        return size;
    }
    std::string const& name() const override { return name_; }
    std::uint64_t bytes_read() const override { return at_; }
    std::optional<std::uint64_t> size() const override { return copy_.size(); }

private:
    scratch_text& copy_;
    std::string const& name_;
    std::uint64_t at_ = 0;
};

}  // namespace

kept_bytes::kept_bytes(std::string path, std::string const& folder) : path_(std::move(path)), copy_(folder) {
    std::error_code none;
    is_copied_ = path_ == "-" || (std::filesystem::exists(path_, none) && !std::filesystem::is_regular_file(path_, none) && !std::filesystem::is_directory(path_, none));
    if (!is_copied_) return;
    auto const from = open_file(path_);
    name_ = from->name();
    std::vector<char> chunk(std::size_t{1} << 18);
    while (auto const size = from->read(chunk.data(), chunk.size())) copy_.append({chunk.data(), size});
}

std::unique_ptr<byte_source> kept_bytes::open() {
    if (is_copied_) return std::make_unique<copied_source>(copy_, name_);
    return open_file(path_);
}

}  // namespace barem::batch
