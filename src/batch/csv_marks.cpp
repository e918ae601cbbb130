#include "batch/csv_marks.hpp"

#include <cstring>

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "batch/csv_marks.cpp"
#include <hwy/foreach_target.h>
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace barem::batch::HWY_NAMESPACE {

namespace hw = hwy::HWY_NAMESPACE;

#if HWY_TARGET == HWY_SCALAR
csv_survey mark(char const* text, std::size_t blocks, char separator, csv_marks* into) {
    csv_survey found;
    for (std::size_t block = 0; block < blocks; ++block, text += 64) {
        csv_marks marks;
        for (unsigned i = 0; i < 64; ++i) {
            marks.ends |= std::uint64_t{text[i] == separator || text[i] == '\n'} << i;
            marks.lines |= std::uint64_t{text[i] == '\n'} << i;
            found.has_quotes |= text[i] == '"';
            found.is_ascii &= static_cast<unsigned char>(text[i]) < 0x80;
        }
        into[block] = marks;
    }
    return found;
}
#else
csv_survey mark(char const* text, std::size_t blocks, char separator, csv_marks* into) {
    hw::CappedTag<std::uint8_t, 64> const d;
    hw::Rebind<std::int8_t, decltype(d)> const is_signed;
    std::size_t const lanes = hw::Lanes(d);         // 16, 32 or 64
    auto const wanted = hw::Set(d, static_cast<std::uint8_t>(separator));
    auto const line_feed = hw::Set(d, std::uint8_t{'\n'});
    auto const quote = hw::Set(d, std::uint8_t{'"'});
    auto quotes = hw::Zero(d), together = hw::Zero(d);
    auto const* bytes = reinterpret_cast<std::uint8_t const*>(text);
    for (std::size_t block = 0; block < blocks; ++block, bytes += 64) {
        std::uint8_t ends[16] = {}, lines[16] = {};     // StoreMaskBits writes 8 bytes at most
        for (std::size_t i = 0; i < 64; i += lanes) {
            auto const chunk = hw::LoadU(d, bytes + i);
            auto const is_line = hw::Eq(chunk, line_feed);
            hw::StoreMaskBits(d, hw::Or(is_line, hw::Eq(chunk, wanted)), ends + i / 8);
            hw::StoreMaskBits(d, is_line, lines + i / 8);
            quotes = hw::Or(quotes, hw::VecFromMask(d, hw::Eq(chunk, quote)));
            together = hw::Or(together, chunk);
        }
        std::memcpy(&into[block].ends, ends, 8);
        std::memcpy(&into[block].lines, lines, 8);
    }
    auto const beyond_ascii = hw::Lt(hw::BitCast(is_signed, together), hw::Zero(is_signed));
    return {!hw::AllFalse(d, hw::Eq(quotes, hw::Set(d, std::uint8_t{0xFF}))), hw::AllFalse(is_signed, beyond_ascii)};
}
#endif

}  // namespace barem::batch::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace barem::batch {

HWY_EXPORT(mark);

csv_survey mark_csv(char const* text, std::size_t blocks, char separator, csv_marks* into) {
    return HWY_DYNAMIC_DISPATCH(mark)(text, blocks, separator, into);
}

}  // namespace barem::batch
#endif
