#include "columnar/program.hpp"

namespace barem::columnar {

char const* name_of(operation o) {
    switch (o) {
#define BAREM_COLUMNAR(name, meaning) \
    case operation::name: return #name;
#include "columnar/operations.def"
#undef BAREM_COLUMNAR
    }
    return "";
}

char const* name_of(lane l) {
    switch (l) {
        case lane::bits: return "bits";
        case lane::u8: return "u8";
        case lane::i16: return "i16";
        case lane::i32: return "i32";
        case lane::i64: return "i64";
        case lane::i128: return "i128";
        case lane::text: return "text";
    }
    return "";
}

}  // namespace barem::columnar
