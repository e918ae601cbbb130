#pragma once
// A page that tells a rule set to the people who read the decree: sections of paragraphs, lists, tables and readings, in one language. The
// builder (describe.hpp) makes it of a program, the renderers only give it a form.

#include "explain/text.hpp"

#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace barem::document {

/// A part of a line.
struct span {
    enum class look : std::uint8_t { plain, strong, code } as = look::plain;
    std::string says;
    std::string target = {};                            ///< anchor that it leads to; empty: none
};
using line = std::vector<span>;

struct paragraph { line says; };
/// How a value is made, set off from the text around it.
struct formula { line says; };

struct item {
    line says;
    std::vector<item> parts = {};
};
struct list {
    bool is_ordered = false;
    std::vector<item> items;
};

struct column { std::string title; bool is_number = false; };
struct row {
    std::string anchor = {};
    std::vector<line> cells;
};
struct table {
    std::vector<column> columns;                        ///< without titles: facts, the first column says which
    std::vector<row> rows;
};

/// A reading, where it applies: a marked box.
struct reading {
    std::string title;                                  ///< "Reading 3"
    std::string target;                                 ///< in the list of all readings
    line applies_to;                                    ///< empty: what stands above
    std::string says;
};

/// A definition, a table: what other places refer to.
struct heading {
    std::string anchor;
    line says;
    unsigned level = 3;
};

using block = std::variant<heading, paragraph, formula, list, table, reading>;

struct section {
    std::string anchor, title;
    std::vector<block> blocks;
    std::vector<std::pair<std::string, std::string>> entries;   ///< of the contents list: anchor and title
};

/// A rule set; of a folder, one of its versions.
struct part {
    std::string anchor, title;
    std::vector<std::pair<std::string, line>> facts;            ///< decree, effective dates
    std::vector<section> sections;
};

struct page {
    explain::language language = explain::language::en;
    std::string title, introduction, footnote;
    std::vector<part> parts;                            ///< one, or the versions by date
    table versions;                                     ///< of a folder
    std::string versions_title, contents_title;
};

[[nodiscard]] std::string to_html(page const&);
[[nodiscard]] std::string to_markdown(page const&);

}  // namespace barem::document
