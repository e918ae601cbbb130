#include "diff/rules.hpp"

#include <algorithm>
#include <cctype>

namespace barem::diff {

namespace {

using sort = change::sort;

bool is_shown_only(aspect a) { return a == aspect::label || a == aspect::citation || a == aspect::reading; }

phrase in_short(item const&);

/// Of an item that is there on one side only, what it is made of.
phrase parts_in_short(item const& of) {
    std::vector<phrase> parts;
    for (auto const& part : of.parts) {
        text const called = part.called;
        if (part.what == what::row || part.what == what::deduction) {
            auto const gives = in_short(part);
            parts.push_back({part.name + ": " + gives.written, called + ": " + gives.words});
        } else if (part.what == what::level) parts.push_back({part.name, called + " " + in_short(part).words});
        else if (!part.called.empty()) parts.push_back({part.name, called});
    }
    if (of.what != what::record) return join(parts, of.what == what::enumeration ? ", " : "; ");
    auto all = join(parts, ", ");
    all.written.clear();
    return all;
}

/// What there is to say of an item that is there on one side only.
phrase in_short(item const& of) {
    auto const said = [&](aspect a) { return of.find(a) ? *of.find(a) : phrase{}; };
    switch (of.what) {
        case what::row:
        case what::example: return said(aspect::value);
        case what::level: return said(aspect::condition);
        case what::deduction: {
            auto made = said(aspect::value);
            if (auto const* each = of.find(aspect::each)) made = {made.written + " each", made.words + " " + each->words};
            if (auto const* limit = of.find(aspect::limit)) made = {made.written + " cap " + limit->written, made.words + text{", at most ", ", tối đa "} + limit->words};
            return made;
        }
        case what::exception: {
            auto const gives = said(aspect::value), when = said(aspect::condition);
            return {gives.written + " when " + when.written, gives.words + ", " + when.words};
        }
        default: break;
    }
    std::string written;
    std::vector<text> words;
    for (auto const& [a, says] : of.says) {
        if (is_shown_only(a) || says.written == "always") continue;
        auto const sign = a == aspect::decimals ? "decimals " : a == aspect::value && of.what == what::parameter ? "= " : "";
        written += (written.empty() ? "" : " ") + std::string(sign) + says.written;
        words.push_back(says.words);
    }
    auto const parts = parts_in_short(of);
    if (!parts.written.empty()) written += (written.empty() ? "{ " : " { ") + parts.written + " }";
    if (!parts.words.empty()) words.push_back(parts.words);
    return {std::move(written), explain::join(words, "; ")};
}

class comparison {
public:
    std::vector<change> changes;
    diff::renames found;        ///< more of them

    void compare(item const& a, item const& b) {
        path_.clear();
        articles_ = {text{}};
        aspects(a, b);
        parts(a, b);
    }

private:
    void enter(item const& of) {
        path_.push_back({of.what, of.name, of.called, of.label});
        articles_.push_back(of.articles.empty() ? articles_.back() : of.articles);
    }
    void leave() {
        path_.pop_back();
        articles_.pop_back();
    }

    change& add(sort how) {
        auto& made = changes.emplace_back();
        made.how = how;
        made.path = path_;
        made.articles = articles_.back();
        return made;
    }

    void aspects(item const& a, item const& b) {
        std::vector<aspect> all;
        for (auto const* side : {&b, &a})
            for (auto const& [which, says] : side->says)
                if (std::ranges::find(all, which) == all.end()) all.push_back(which);
        for (auto const which : all) {
            auto const *old = a.find(which), *fresh = b.find(which);
            if (old && fresh && *old == *fresh) continue;
            auto& made = add(sort::changed);
            made.aspect = which;
            if (old) made.before = *old;
            if (fresh) made.after = *fresh;
            if (which == aspect::condition && b.find(aspect::value)) made.value = *b.find(aspect::value);
            made.affects_results = affects_results(b.what, which);
        }
    }

    /// Of one sort and name, but a rule of another form.
    void form(item const& a, item const& b) {
        auto& made = add(sort::changed);
        made.aspect = aspect::kind;
        made.before = in_short(a);
        made.after = in_short(b);
    }

    void parts(item const& a, item const& b) {
        auto matched = match(a.parts, b.parts);
        find_renames(matched);
        for (auto const& [old, fresh] : matched.both) {
            // An article of its own: a place within the old text would not be found in the new one.
            enter(*fresh);
            path_.back().name = old->name;
            if (old->what != fresh->what) form(*old, *fresh);
            else {
                aspects(*old, *fresh);
                parts(*old, *fresh);
            }
            leave();
        }
        for (auto const* one : matched.removed) there_or_not(sort::removed, *one);
        for (auto const* one : matched.added) there_or_not(sort::added, *one);
        if (a.in_order && b.in_order) order(matched);
    }

    void there_or_not(sort how, item const& of) {
        enter(of);
        auto& made = add(how);
        (how == sort::added ? made.after : made.before) = in_short(of);
        made.affects_results = of.what != what::example;
        leave();
    }

    void order(matching const& matched) {
        auto const named = [](item const& of) { return phrase{of.name, of.called}; };
        std::vector<phrase> before, after;
        for (auto const& [old, fresh] : matched.both) after.push_back(named(*old));
        if (std::ranges::is_sorted(matched.both, {}, [](auto const& pair) { return pair.first; })) return;
        auto sorted = matched.both;
        std::ranges::sort(sorted, {}, [](auto const& pair) { return pair.first; });
        for (auto const& [old, fresh] : sorted) before.push_back(named(*old));
        auto& made = add(sort::reordered);
        made.before = join(before, ", ");
        made.after = join(after, ", ");
        made.affects_results = path_.empty() || path_.back().what != what::output;
    }

    void find_renames(matching& matched) {
        for (auto const* fresh : matched.added) {
            std::vector<item const*> alike;
            for (auto const* old : matched.removed)
                if (is_renamed(*old, *fresh)) alike.push_back(old);
            if (alike.size() != 1) continue;
            auto const rivals = std::ranges::count_if(matched.added, [&](item const* other) { return is_renamed(*alike[0], *other); });
            if (rivals == 1) note_rename(*alike[0], *fresh);
        }
    }

    void note_rename(item const& old, item const& fresh) {
        if (fresh.what == what::row || fresh.what == what::deduction || fresh.what == what::level || fresh.what == what::example ||
            fresh.what == what::output || fresh.what == what::dated_value || fresh.what == what::day)
            return;
        std::string path;
        for (auto const& step : path_) path += step.name + ".";
        found[{namespace_of(path_.empty() ? fresh.what : path_.front().what), path + fresh.name}] = old.name;
        enter(fresh);
        auto& made = add(sort::renamed);
        made.before = as_it_is(old.name);
        made.after = as_it_is(fresh.name);
        // Records are given by the names of inputs and words: with the old ones they are rejected.
        made.affects_results = fresh.what == what::input || fresh.what == what::word;
        renamed.push_back(made);
        changes.pop_back();
        leave();
    }

    std::vector<change::step> path_;
    std::vector<text> articles_;        ///< of the path: those that hold there

public:
    std::vector<change> renamed;
};

}  // namespace

bool stands_before(std::string_view article, std::string_view other) {
    auto const simple = [](std::string_view of) {       // đ follows d
        std::string made;
        for (std::size_t i = 0; i != of.size(); ++i)
            if (of.substr(i).starts_with("\xC4\x91")) made += "d\x7f", ++i;
            else made += of[i];
        return made;
    };
    auto const a = simple(article), b = simple(other);
    auto const digit = [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; };
    std::size_t i = 0, j = 0;
    while (i < a.size() && j < b.size()) {
        if (!digit(a[i]) || !digit(b[j])) {
            if (a[i] != b[j]) return static_cast<unsigned char>(a[i]) < static_cast<unsigned char>(b[j]);
            ++i, ++j;
            continue;
        }
        auto const from = i, other_from = j;
        while (i < a.size() && digit(a[i])) ++i;
        while (j < b.size() && digit(b[j])) ++j;
        if (i - from != j - other_from) return i - from < j - other_from;
        if (auto const order = a.compare(from, i - from, b, other_from, j - other_from); order != 0) return order < 0;
    }
    return i == a.size() && j < b.size();
}

rules_difference compare(program::program const& before, program::program after) {
    auto const old = describe(before);
    std::vector<change> renamed;
    // What is renamed is named in other places: those are compared again under the old name, and may then be found renamed themselves.
    for (;;) {
        comparison now;
        now.compare(old, describe(after));
        if (now.found.empty()) {
            now.changes.insert(now.changes.begin(), renamed.begin(), renamed.end());
            std::ranges::stable_sort(now.changes, [](change const& a, change const& b) {
                if (a.articles.en.empty() != b.articles.en.empty()) return b.articles.en.empty();
                return stands_before(a.articles.en, b.articles.en);
            });
            return {std::move(now.changes), std::move(after)};
        }
        std::ranges::move(now.renamed, std::back_inserter(renamed));
        after = with_old_names(std::move(after), now.found);
    }
}

}  // namespace barem::diff
