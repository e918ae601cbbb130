#pragma once
// What every part of the builder needs: lines of texts, links to articles, and the registers that the lists at the end are made of.

#include "document/page.hpp"
#include "document/phrases.hpp"
#include "explain/wording.hpp"

#include <map>
#include <set>

namespace barem::document {

using explain::message;

class writer {
public:
    writer(program::program const& p, anchors const& a, explain::language l) : rules(p), names(a), words(p, a), language(l) {}

    program::program const& rules;
    anchors const& names;
    phrases words;
    explain::language language;

    [[nodiscard]] std::string in(text const& t) const { return t.in(language); }
    [[nodiscard]] std::string in(message m) const { return std::string(explain::say(m, language)); }
    [[nodiscard]] std::string label(program::label const&, std::string_view name) const;
    /// A text with its links.
    [[nodiscard]] line said(text const&) const;
    [[nodiscard]] line said(message m, std::initializer_list<text> arguments = {}) const { return said(explain::say(m, arguments)); }

    /// The title of a column: "Gives (points)" of numbers of a declared unit, which its cells do not repeat.
    [[nodiscard]] std::string with_unit(std::string title, program::type const&) const;

    /// Something that rests on articles and readings: how lists refer to it.
    struct subject { std::string says, anchor; };
    /// The articles as links, with what rests on them taken down.
    [[nodiscard]] line articles(program::notes const&, subject const&);
    /// Boxes of the readings, taken down as well. `applies_to`: where what stands above is not plainly meant.
    void add_readings(std::vector<block>& to, program::notes const&, subject const&, line const& applies_to = {});
    /// Links to readings that stand in boxes below.
    [[nodiscard]] line marks(program::notes const&);

    /// "Label `name` (Art. 6)"
    [[nodiscard]] line titled(std::string const& label, std::string_view name, line const& articles) const;

    // The lists at the end.
    [[nodiscard]] section all_readings() const;
    [[nodiscard]] section all_articles() const;

private:
    struct known_reading { std::string says; std::vector<subject> places; };
    unsigned number_of(program::label const&);

    std::vector<known_reading> readings_;
    std::map<std::string, unsigned> reading_numbers_;
    std::map<std::string, std::vector<subject>> resting_;       ///< by anchor of the article
};

/// What leads to a list, and the list; a single condition is a line alone.
[[nodiscard]] item item_of(writer const&, clause const&);
/// "when Total ≥ 1,000"; "when all of these hold:" with parts.
[[nodiscard]] item when(writer const&, clause const&);

[[nodiscard]] line strong(std::string says);
[[nodiscard]] line operator+(line a, line const& b);
[[nodiscard]] line operator+(line a, std::string const& b);

// The sections. Those without content are left out.
void add_outputs(writer&, std::vector<section>&);
void add_records(writer&, std::vector<section>&);
void add_tables(writer&, std::vector<section>&);
void add_groups(writer&, std::vector<section>&);
void add_figures(writer&, std::vector<section>&);
void add_words(writer&, std::vector<section>&);
void add_calendars(writer&, std::vector<section>&);
void add_libraries(writer&, std::vector<section>&);

/// How lists refer to a member of a record.
[[nodiscard]] writer::subject subject_of(writer const&, index record, index member);
/// A member of a record that is computed, also one of a cohort.
void add_definition(writer&, section&, index record, index member);

}  // namespace barem::document
