#pragma once
// The explanation laid out as a document in one language: sections of paragraphs, lists and tables. The renderers only give it a form.

#include "explain/content.hpp"

#include <variant>

namespace barem::explain::sheet {

/// A statement, where the text says so, and the readings that it rests on.
struct line {
    std::string says;
    std::string citation;
    std::vector<unsigned> readings;
};

struct paragraph { line says; };
struct heading { line says; };                          ///< of a part of a section

struct item {
    std::string mark;                                   ///< "a", "[1]"; empty: a bullet
    line says;
    std::vector<line> more;
};
struct list { std::vector<item> items; };

struct column { std::string title = {}; bool is_number = false; };
struct cell { std::string says = {}; std::string note = {}; std::string small = {}; std::vector<unsigned> readings = {}; };
enum class row_form : std::uint8_t { plain, group, total };
struct row {
    row_form form = row_form::plain;
    std::vector<cell> cells;                            ///< by column; of a group: its number and one for all other columns
    unsigned depth = 0;
};
struct table {
    std::vector<column> columns;                        ///< without titles: facts
    std::string caption = {};
    bool has_entries = false;                           ///< rows are numbered; a cell may say more in small
    std::vector<row> rows;
};

using block = std::variant<paragraph, heading, list, table>;

enum class part : std::uint8_t { results, inputs, choices, calculation, deductions, contributions, readings };
struct section {
    sheet::part part = part::results;
    std::string title;
    std::vector<block> blocks;
};

struct document {
    explain::language language = explain::language::en;
    std::string title, rule_set, basis, subject;        ///< subject: "Head: Phòng Nội vụ"
    std::vector<std::pair<std::string, std::string>> headline;  ///< the outputs that matter most
    std::vector<section> sections;
    std::string footnote, footer;
};

/// A citation in which lines break only between articles.
[[nodiscard]] std::string unbroken(std::string_view citation);

[[nodiscard]] document lay_out(content const&, language);

/// "vi" is Vietnamese; anything else English.
[[nodiscard]] language language_of(std::string_view tag);

[[nodiscard]] std::string to_text(document const&);
[[nodiscard]] std::string to_markdown(document const&);
[[nodiscard]] std::string to_html(document const&);

}  // namespace barem::explain::sheet
