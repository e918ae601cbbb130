#include "diff/render.hpp"

namespace barem::diff {

void add_roster_text(std::string&, roster_difference const&, words const&) {}

}  // namespace barem::diff
