// Handles are freed, texts read, versions told.
#include "c/objects.hpp"

#include <barem/version.hpp>

using namespace barem::c;

extern "C" {

uint32_t barem_abi_version(void) { return BAREM_ABI_VERSION; }

const char* barem_version(void) { return barem::version().data(); }       // a literal

barem_status barem_free(void* handle) {
    if (handle == nullptr) return BAREM_OK;
    if (state_of(handle) != handle_state::live) return BAREM_MISUSE;
    return free_handle(static_cast<barem::c::handle*>(handle)) ? BAREM_OK : BAREM_MISUSE;
}

const char* barem_text_data(const barem_text* text) {
    auto const* const held = find(text);
    return held == nullptr ? "" : held->text.c_str();
}

size_t barem_text_size(const barem_text* text) {
    auto const* const held = find(text);
    return held == nullptr ? 0 : held->text.size();
}

}  // extern "C"
