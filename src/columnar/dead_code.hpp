#pragma once
// Removes what nothing that a program yields depends on.

#include "columnar/program.hpp"

namespace barem::columnar {

/// Instructions, inputs, carried yields, lookups and registers that are of no use go; the others are numbered anew. Says which domains are used.
void remove_dead_code(columnar_program&);

}  // namespace barem::columnar
