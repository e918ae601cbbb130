#pragma once
// Collects what is wrong with a record, with the path to where the reader stands.

#include <barem/issue.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace barem::io {

class problem_list {
public:
    explicit problem_list(std::size_t most) : most_(most) {}

    /// The reader enters a field or an element of a list, and leaves it. Cheap: the path's text is only built for a problem.
    void enter(std::string_view field) { steps_.push_back({field, 0}); }
    void enter(std::size_t element) { steps_.push_back({{}, element}); }
    void leave() { steps_.pop_back(); }
    /// What is added now stands in that column of a table, from 1; 0: in none.
    void stand_in_column(std::size_t column) { column_ = column; }
    /// And at that place, such as a line of another file; empty: at none.
    void stand_at(std::string place) { place_ = std::move(place); }

    /// "`path`: expected `expected`, found `found`; did you mean `meant`?"
    void add(std::string expected, std::string found, std::string_view meant = {});
    /// The same with words of its own after the path.
    void add_message(std::string expected, std::string found, std::string_view message, std::string_view meant = {});

    [[nodiscard]] bool empty() const { return problems_.empty(); }
    /// Whether a further problem would be dropped: no need to look for its words.
    [[nodiscard]] bool full() const { return problems_.size() >= most_; }
    void clear() { problems_.clear(), steps_.clear(), column_ = 0, place_.clear(); }
    [[nodiscard]] issues take() { return std::move(problems_); }

private:
    struct step { std::string_view field; std::size_t element; };      ///< an element when the field is empty

    [[nodiscard]] std::string path() const;
    [[nodiscard]] std::string place() const;

    std::size_t most_;
    std::string place_;
    std::size_t column_ = 0;
    std::vector<step> steps_;
    issues problems_;
};

}  // namespace barem::io
