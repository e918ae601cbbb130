#pragma once
// Text files of generated rows, written quickly.

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string>
#include <string_view>

namespace barem_bench {

class output {
public:
    explicit output(std::string const& path) : file_(path == "-" ? stdout : std::fopen(path.c_str(), "wb")) {
        if (file_ == nullptr) fail(path);
        buffer_.reserve(capacity + 65'536);
    }
    output(output const&) = delete;
    output& operator=(output const&) = delete;
    ~output() {
        flush();
        if (std::fclose(file_) != 0) fail("closing");
    }

    output& operator<<(std::string_view text) {
        buffer_.append(text);
        if (buffer_.size() > capacity) flush();
        return *this;
    }
    output& operator<<(char one) {
        buffer_.push_back(one);
        return *this;
    }
    output& operator<<(std::uint64_t number) {
        char digits[24];
        auto const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
        buffer_.append(digits, end);
        return *this;
    }

private:
    static constexpr std::size_t capacity = 1 << 20;
    [[noreturn]] static void fail(std::string const& what) {
        std::perror(what.c_str());
        std::exit(2);
    }
    void flush() {
        if (std::fwrite(buffer_.data(), 1, buffer_.size(), file_) != buffer_.size()) fail("writing");
        buffer_.clear();
    }
    std::FILE* file_;
    std::string buffer_;
};

}  // namespace barem_bench
