#include "io/problem_list.hpp"

#include "io/text_form.hpp"

#include <fmt/format.h>

namespace barem::io {

std::string problem_list::path() const {
    std::string path;
    for (auto const& [field, element] : steps_) {
        if (field.data() == nullptr) path += fmt::format("[{}]", element);
        else path += (path.empty() ? "" : ".") + cropped(field);
    }
    return path;
}

void problem_list::add(std::string expected, std::string found, std::string_view meant) {
    auto const message = fmt::format("expected {}, found {}", expected, found);
    add_message(std::move(expected), std::move(found), message, meant);
}

void problem_list::add_message(std::string expected, std::string found, std::string_view message, std::string_view meant) {
    if (full()) return;
    issue problem;
    problem.path = path();
    problem.expected = std::move(expected);
    problem.found = std::move(found);
    auto const place = column_ == 0 ? problem.path : fmt::format("{}{}column {}{}", problem.path, problem.path.empty() ? "" : " (", column_, problem.path.empty() ? "" : ")");
    problem.message = fmt::format("{}{}{}", place, place.empty() ? "" : ": ", message);
    if (!meant.empty()) problem.message += fmt::format("; did you mean `{}`?", meant);
    problems_.push_back(std::move(problem));
}

}  // namespace barem::io
