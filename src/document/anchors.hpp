#pragma once
// Names of places in a page, the same in every language: `dieu-6-1-b`, `head-total`.

#include "check/program.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace barem::document {

/// Letters and digits in lower case, without the marks of Latin letters; `-` for anything else. A lone `đ`, the point of an article, is
/// `dd`: `6.4.d` and `6.4.đ` are two.
[[nodiscard]] std::string slug(std::string_view text);

/// Every place is given a name of its own when the page begins, so that whatever stands above can refer to it.
class anchors {
public:
    /// `before` stands before every name: one page may show several versions of a rule set.
    anchors(program::program const&, std::string_view before);
    /// No places: nothing is a link.
    explicit anchors(program::program const&);

    std::vector<std::string> records, tables, parameters, enums, calendars, cohorts;
    std::vector<std::vector<std::string>> members;          ///< by record and member

    /// Of an article, as the index at the end has it.
    [[nodiscard]] std::string const& article(program::citation const&) const;
    /// Of a heading, a reading: `key` in ASCII.
    [[nodiscard]] std::string own(std::string_view key) const { return before_ + std::string(key); }

    /// The articles that anything cites, in the order of the text.
    struct cited { program::citation at; std::string anchor; };
    std::vector<cited> articles;

private:
    std::string unique(std::string const& wanted);
    void find_articles(program::program const&);

    std::string before_;
    std::set<std::string> taken_;
    std::map<std::pair<program::index, std::string>, std::size_t> by_text_;     ///< library and text
};

}  // namespace barem::document
