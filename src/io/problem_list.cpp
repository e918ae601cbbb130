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

std::string problem_list::place() const {
    auto const where = column_ == 0 ? place_ : fmt::format("{}{}column {}", place_, place_.empty() ? "" : ", ", column_);
    auto const field = path();
    if (field.empty() || where.empty()) return field + where;
    return fmt::format("{} ({})", field, where);
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
    auto const where = place();
    problem.message = fmt::format("{}{}{}", where, where.empty() ? "" : ": ", message);
    if (!meant.empty()) problem.message += fmt::format("; did you mean `{}`?", meant);
    problems_.push_back(std::move(problem));
}

}  // namespace barem::io
