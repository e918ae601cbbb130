#pragma once
// Text that is put together line by line, two spaces a level: what the forms of a rule set are printed as.

#include <barem/export.hpp>

#include <fmt/format.h>

#include <iterator>
#include <string>
#include <utility>

namespace barem::inline BAREM_VERSION_NAMESPACE {

class indented_lines {
protected:
    template <typename... T>
    void line(int depth, fmt::format_string<T...> text, T&&... values) {
        out_.append(static_cast<std::size_t>(2 * depth), ' ');
        fmt::format_to(std::back_inserter(out_), text, std::forward<T>(values)...);
        out_ += '\n';
    }

    std::string out_;
};

}  // namespace barem
