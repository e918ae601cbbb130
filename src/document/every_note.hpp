#pragma once
// All citations and readings of a program, in the order in which a page shows them.

#include "check/program.hpp"

namespace barem::document {

template <typename Visit>
void every_note(program::program const& p, Visit const& visit) {
    auto const levels = [&](auto const& all) {
        for (auto const& one : all) visit(one.notes);
    };
    for (auto const& record : p.records)
        for (auto const& m : record.members) {
            visit(m.notes);
            levels(m.exceptions);
            for (auto const& c : m.levels) levels(c.levels);
            for (auto const& d : m.deductions) {
                levels(d.rows);
                visit(d.cap_notes);
            }
        }
    for (auto const& t : p.tables) {
        visit(t.notes);
        levels(t.rows);
        levels(t.otherwise);
        visit(t.gap_notes);
        visit(t.overlap_notes);
    }
    for (auto const& f : p.parameters) {
        visit(f.notes);
        levels(f.dated);
    }
    for (auto const& c : p.calendars) levels(c.entries);
}

}  // namespace barem::document
