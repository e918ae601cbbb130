#include <all.hpp>

static barem::severity const hint = barem::severity::hint;

barem::severity const* severity_of_other(barem::number& total) {
    total = total * 2 / 3;
    return &hint;
}
