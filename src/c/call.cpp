#include "c/call.hpp"

#include "c/objects.hpp"
#include "io/text_form.hpp"

#include <fmt/format.h>

#include <new>
#include <stdexcept>

namespace barem::c {

namespace {

barem_status told(barem_problems** problems, barem_status status, problem what) noexcept {
    try {
        auto list = std::make_unique<problem_list>();
        list->problems.push_back(std::move(what));
        give_problems(problems, std::move(list));
        return status;
    } catch (...) {
        return BAREM_OUT_OF_MEMORY;
    }
}

barem_status told(barem_problems** problems, misuse const& m) noexcept {
    try {
        problem what;
        what.kind = BAREM_PROBLEM_CALL;
        what.path = m.parameter;
        what.expected = m.expected;
        what.found = as_utf8(m.found);
        what.message = fmt::format("{}: expected {}, found {}", what.path, what.expected, what.found);
        return told(problems, BAREM_MISUSE, std::move(what));
    } catch (...) {
        return BAREM_OUT_OF_MEMORY;
    }
}

barem_status told(barem_problems** problems, char const* failure) noexcept {
    try {
        problem what;
        what.kind = BAREM_PROBLEM_CALL;
        what.message = as_utf8(std::string("a mistake of barem: ") + failure);
        return told(problems, BAREM_FAILED, std::move(what));
    } catch (...) {
        return BAREM_OUT_OF_MEMORY;
    }
}

}  // namespace

barem_status caught(barem_problems** problems) noexcept {
    try {
        throw;
    } catch (misuse const& m) {
        return told(problems, m);
    } catch (std::bad_alloc const&) {
        return BAREM_OUT_OF_MEMORY;
    } catch (std::length_error const&) {            // of a container that cannot be so large
        return BAREM_OUT_OF_MEMORY;
    } catch (std::exception const& e) {
        return told(problems, e.what());
    } catch (...) {
        return told(problems, "an exception of no known kind");
    }
}

void refuse_handle(void const* given, handle_kind wanted, char const* parameter) {
    auto const expected = fmt::format("a {}", name_of(wanted));
    if (given == nullptr) throw misuse{parameter, expected, "NULL"};
    switch (state_of(given)) {
        case handle_state::freed: throw misuse{parameter, expected, "a handle that was freed"};
        case handle_state::live: throw misuse{parameter, expected, fmt::format("a {}", name_of(static_cast<handle const*>(given)->held->kind))};
        case handle_state::none: break;
    }
    throw misuse{parameter, expected, "something that is no handle"};
}

std::string_view bytes(char const* data, std::size_t size, char const* parameter) {
    if (size > PTRDIFF_MAX) throw misuse{parameter, "a size that a text can have", fmt::format("{} bytes", size)};
    if (data == nullptr && size != 0) throw misuse{parameter, fmt::format("a text of {} bytes", size), "NULL"};
    return size == 0 ? std::string_view("") : std::string_view(data, size);
}

std::string_view text(char const* data, std::size_t size, char const* parameter) {
    auto const read = bytes(data, size, parameter);
    if (auto const bad = io::find_invalid_utf8(read); bad != std::string_view::npos)
        throw misuse{parameter, "a text in UTF-8", fmt::format("byte {:#04x} at offset {}", static_cast<unsigned char>(read[bad]), bad)};
    return read;
}

void check_index(std::size_t given, std::size_t count, char const* parameter) {
    if (given < count) return;
    throw misuse{parameter, count == 0 ? "none, for there is nothing" : fmt::format("0 to {}", count - 1), fmt::format("{}", given)};
}

void check_choice(std::int32_t given, std::int32_t count, char const* parameter) {
    if (given < 0 || given >= count) throw misuse{parameter, fmt::format("0 to {}", count - 1), fmt::format("{}", given)};
}

void check_given(void const* given, char const* parameter) {
    if (given == nullptr) throw misuse{parameter, "an address", "NULL"};
}

void check_struct_size(std::size_t given, char const* parameter) {
    constexpr std::size_t most = 4096;              // no version will be as large; one that ends within a member is none
    if (given < sizeof(std::size_t) || given > most || given % alignof(std::size_t) != 0)
        throw misuse{fmt::format("{}->struct_size", parameter), "the size of the struct", fmt::format("{}", given)};
}

void check_unknown(void const* beyond, std::size_t size, char const* parameter) {
    auto const* const byte = static_cast<unsigned char const*>(beyond);
    if (std::any_of(byte, byte + size, [](unsigned char b) { return b != 0; }))
        throw misuse{parameter, "options that this version of barem knows", "others, of a later version"};
}

void give_problems(barem_problems** out, std::unique_ptr<problem_list> list) {
    if (out != nullptr && !list->problems.empty()) give(out, std::move(list));
}

barem_status refused(barem_problems** out, issues const& found) {
    auto list = std::make_unique<problem_list>();
    add(*list, found);
    give_problems(out, std::move(list));
    return BAREM_REFUSED;
}

}  // namespace barem::c
