// Names that changed while what they name did not.
#include "diff/rules.hpp"

#include <algorithm>

namespace barem::diff {

namespace {

/// Renames the declarations of one sort, and what is in them.
class renamer {
public:
    renamer(renames const& of, what sort) : of_(of), sort_(sort) {}

    template <typename Named>
    void operator()(Named& named, std::string const& prefix = {}) const {
        if (auto const found = of_.find({sort_, prefix + named.name}); found != of_.end()) named.name = found->second;
    }

private:
    renames const& of_;
    what sort_;
};

void rename_members(program::record_kind& record, renamer const& rename) {
    auto const prefix = record.name + ".";
    for (auto& m : record.members) {
        for (auto* bound : {&m.low_input, &m.high_input})
            if (*bound) rename(**bound, prefix);
        for (auto& e : m.exceptions) rename(e, prefix + m.name + ".");
        rename(m, prefix);
    }
}

}  // namespace

// A path is made of the new names of what encloses it, so what is inside is renamed first.
program::program with_old_names(program::program p, renames const& of) {
    for (auto& u : p.units) renamer(of, what::unit)(u);
    for (auto& c : p.calendars) renamer(of, what::calendar)(c);
    for (auto& q : p.parameters) renamer(of, what::parameter)(q);
    renamer const in_enums(of, what::enumeration), in_tables(of, what::table), in_records(of, what::record);
    for (auto& e : p.enums) {
        for (auto& w : e.words) in_enums(w, e.name + ".");
        in_enums(e);
    }
    for (auto& t : p.tables) {
        for (auto& a : t.arguments) in_tables(a, t.name + ".");
        in_tables(t);
    }
    for (auto& r : p.records) {
        rename_members(r, in_records);
        in_records(r);
    }
    return p;
}

// ── what is plainly the same ────────────────────────────────────────────────────────────────────────────────────

namespace {

bool is_text_only(aspect a) { return a == aspect::label || a == aspect::citation || a == aspect::reading; }

bool same_content(item const& a, item const& b) {
    auto const says = [](item const& of) {
        auto kept = of.says;
        std::erase_if(kept, [](auto const& s) { return is_text_only(s.first); });
        return kept;
    };
    return says(a) == says(b) && std::ranges::equal(a.parts, b.parts, [](item const& x, item const& y) { return x.name == y.name && same_content(x, y); });
}

/// Whether there is enough of it that being equal is no accident.
bool says_much(item const& of) {
    constexpr std::size_t long_enough = 12;
    if (of.what == what::definition || of.what == what::quota) return of.find(aspect::value) && of.find(aspect::value)->written.size() >= long_enough;
    return of.what != what::input && of.what != what::parameter && of.parts.size() >= 2;
}

bool same_parts(item const& a, item const& b) { return a.parts.size() >= 2 && std::ranges::equal(a.parts, b.parts, {}, &item::name, &item::name); }

}  // namespace

bool is_renamed(item const& before, item const& after) {
    if (before.what != after.what) return false;
    if (before.what == what::record && same_parts(before, after)) return true;
    auto const *label = before.find(aspect::label), *other = after.find(aspect::label);
    auto const *type = before.find(aspect::type), *other_type = after.find(aspect::type);
    bool const same_type = type && other_type ? *type == *other_type : type == other_type;
    if (label && other) return *label == *other && same_type;
    return says_much(before) && same_content(before, after);
}

}  // namespace barem::diff
