#pragma once
// Texts compressed in one go.

#include <gtest/gtest.h>

#include <string>

#include <zlib.h>
#include <zstd.h>

namespace readers {

inline std::string with_gzip(std::string const& text) {
    z_stream stream{};
    EXPECT_EQ(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
    std::string made(compressBound(static_cast<uLong>(text.size())) + 64, '\0');
    stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
    stream.avail_in = static_cast<uInt>(text.size());
    stream.next_out = reinterpret_cast<Bytef*>(made.data());
    stream.avail_out = static_cast<uInt>(made.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    made.resize(made.size() - stream.avail_out);
    deflateEnd(&stream);
    return made;
}

inline std::string with_zstd(std::string const& text) {
    std::string made(ZSTD_compressBound(text.size()), '\0');
    made.resize(ZSTD_compress(made.data(), made.size(), text.data(), text.size(), 3));
    return made;
}

}  // namespace readers
