#include "packing.hpp"
#include "support.hpp"

namespace {

using namespace readers;

std::string unpacked(std::string const& packed, std::size_t step) {
    auto const source = batch::unpacked(batch::from_memory(packed, "roster"));
    std::string text, buffer(step, '\0');
    while (auto const count = source->read(buffer.data(), step)) text.append(buffer, 0, count);
    return text;
}

std::string const plain = [] {
    chooser choose(1);
    std::string text;
    for (int i = 0; i < 20'000; ++i) text += "row " + std::to_string(choose.below(100'000)) + '\n';
    return text;
}();

TEST(Packed, BytesComeOutAsTheyWentIn) {
    for (std::size_t const step : {std::size_t{1000}, std::size_t{1} << 19}) {
        EXPECT_EQ(unpacked(plain, step), plain);
        EXPECT_EQ(unpacked(with_gzip(plain), step), plain);
        EXPECT_EQ(unpacked(with_zstd(plain), step), plain);
        EXPECT_EQ(unpacked(with_gzip(plain) + with_gzip("") + with_gzip("tail"), step), plain + "tail");
        EXPECT_EQ(unpacked(with_zstd(plain) + with_zstd("") + with_zstd("tail"), step), plain + "tail");
        EXPECT_EQ(unpacked(with_gzip("x") + std::string(512, '\0'), step), "x");
    }
    EXPECT_EQ(unpacked(with_zstd(""), 10), "");
    EXPECT_EQ(unpacked(with_gzip(""), 10), "");
    for (std::string const text : {"", "a", "\x1F", "\x28\xB5"}) EXPECT_EQ(unpacked(text, 10), text);
}

std::string failure(std::string const& packed) {
    try {
        unpacked(packed, 1000);
    } catch (batch::input_failure const& failed) {
        return failed.what();
    }
    return "none";
}

TEST(Packed, AnotherEncodingIsSaidOnce) {
    std::string const little("\xFF\xFE{\0", 4), big("\xFE\xFF\0{", 4);
    for (auto const& text : {little, big, with_gzip(little), with_zstd(big)})
        EXPECT_EQ(failure(text), "roster: expected UTF-8, found UTF-16: save the file as UTF-8");
    EXPECT_EQ(failure("\xFF\xFD"), "none");
}

TEST(Packed, DamageAndEarlyEndsNameTheFileAndThePlace) {
    auto const gzip = with_gzip(plain), zstd = with_zstd(plain);
    EXPECT_EQ(failure(gzip.substr(0, 100)), "roster: ends too early, at byte 100 of the gzip data");
    EXPECT_EQ(failure(zstd.substr(0, 100)), "roster: ends too early, at byte 100 of the zstd data");
    EXPECT_NE(failure(gzip + "garbage").find("roster: damaged (incorrect header check) at byte"), std::string::npos);
    for (std::size_t at = 0; at < gzip.size(); at += 1 + gzip.size() / 50) {
        EXPECT_NE(failure(gzip.substr(0, at == 0 ? 2 : at)), "none") << at;
        auto damaged = gzip;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        (void)failure(damaged);
    }
    for (std::size_t at = 4; at < zstd.size(); at += 1 + zstd.size() / 50) {
        EXPECT_NE(failure(zstd.substr(0, at)), "none") << at;
        auto damaged = zstd;
        damaged[at] = static_cast<char>(damaged[at] ^ 0x55);
        (void)failure(damaged);
    }
}

TEST(Packed, RostersAreReadAsIfTheyWereNot) {
    auto const rules = compiled(nested_rules);
    std::string text;
    for (int i = 0; i < 2000; ++i) text += R"({"id":"A)" + std::to_string(i) + R"(","marks":[{"level":"low","points":1.5,"parts":[]}],"notes":[]})" + '\n';
    auto const expected = joined(rows_of(rules_of(rules), text, {}));
    EXPECT_EQ(joined(rows_of(rules_of(rules), with_gzip(text), {})), expected);
    EXPECT_EQ(joined(rows_of(rules_of(rules), with_zstd(text), options(batch::roster_format::detect, 100))), expected);
}

}  // namespace
