#define BAREM_IMPLEMENTATION
#include <barem/header_only.hpp>
