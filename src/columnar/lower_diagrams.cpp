#include "columnar/lowering.hpp"
namespace barem::columnar {
struct lowering::column {};
struct lowering::diagram {};
std::optional<lowered> lowering::by_diagram(plan::table const&, surroundings const&) { return std::nullopt; }
}
