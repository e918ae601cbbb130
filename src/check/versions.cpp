#include "check/versions.hpp"

#include <fmt/format.h>

namespace barem::check {
namespace {

source_span moved(source_span where, version const& v) { return {where.begin + v.offset, where.end + v.offset}; }
date day_after(date d) { return {d.days + 1}; }

class version_check {
public:
    explicit version_check(std::vector<version> const& versions) : versions_(versions) {}

    std::vector<diagnostic> run() {
        for (auto const& v : versions_) check_alone(v);
        for (auto const& v : versions_) check_likeness(v);
        if (found_.empty())
            for (std::size_t i = 1; i < versions_.size(); ++i) check_times(i);
        return std::move(found_);
    }

private:
    diagnostic& add(severity how, std::string code, source_span where, version const& v, std::string message) {
        auto& d = found_.emplace_back();
        d.severity = how;
        d.code = std::move(code);
        d.message = std::move(message);
        d.labels.push_back({moved(where, v), {}});
        return d;
    }
    static void point(diagnostic& d, source_span where, version const& v, std::string text) { d.labels.push_back({moved(where, v), std::move(text)}); }

    void check_alone(version const& v) {
        auto const& p = *v.rules;
        if (!p.effective_from)
            add(severity::error, "B1813", p.where, v, fmt::format("this version of `{}` does not say when it is effective", p.name)).help =
                "write `effective from 2020-01-01`, and `to` with the last day unless it still is";
        if (p.date_member == program::none)
            add(severity::error, "B1816", p.where, v, fmt::format("this version of `{}` does not say which date of a record chooses it", p.name)).help =
                "write `dated by` and the name of an input of type `date` in the record with the key";
    }

    static std::string const& date_of(program::program const& p) { return p.records[p.roster_record].members[p.date_member].name; }

    /// Compares each with the first.
    void check_likeness(version const& v) {
        auto const& first = versions_.front();
        auto const &p = *v.rules, &q = *first.rules;
        if (p.name != q.name) {
            auto& d = add(severity::error, "B1812", p.where, v, fmt::format("`{}` is no version of `{}`", p.name, q.name));
            point(d, q.where, first, "the other name");
            d.help = "versions of a rule set have one name: rename it, or keep it in a folder of its own";
        }
        if (p.date_member == program::none || q.date_member == program::none || date_of(p) == date_of(q)) return;
        auto& d = add(severity::error, "B1816", p.dated_where, v, "versions are chosen by different dates of a record");
        point(d, q.dated_where, first, "another date");
        d.help = "the date is looked up before it is known which version reads the record: give it one name";
    }

    /// Compares with the version before it.
    void check_times(std::size_t i) {
        auto const &v = versions_[i], &before = versions_[i - 1];
        auto const from = *v.rules->effective_from;
        auto const& ends = before.rules->effective_to;
        if (!ends || *ends >= from) return overlap(v, before, from);
        if (day_after(*ends) == from) return;
        auto& d = add(severity::warning, "B1815", v.rules->effective_where, v,
                      fmt::format("no version is effective from {} to {}", day_after(*ends).to_text(), date{from.days - 1}.to_text()));
        point(d, before.rules->effective_where, before, "the version before it");
        d.notes.push_back("records of that time are rejected");
    }

    void overlap(version const& v, version const& before, date from) {
        auto const last = [](version const& x) { return x.rules->effective_to; };
        auto const until = !last(v) ? last(before) : !last(before) ? last(v) : std::min(last(v), last(before));
        auto& d = add(severity::error, "B1814", v.rules->effective_where, v,
                      fmt::format("two versions are effective from {}{}", from.to_text(), until ? " to " + until->to_text() : " on"));
        point(d, before.rules->effective_where, before, "the other one");
        auto const& began = *before.rules->effective_from;
        if (began < from) d.help = fmt::format("if the other one ends here, write there `effective from {} to {}`", began.to_text(), date{from.days - 1}.to_text());
    }

    std::vector<version> const& versions_;
    std::vector<diagnostic> found_;
};

}  // namespace

std::vector<diagnostic> check_versions(std::vector<version> const& versions) {
    return versions.empty() ? std::vector<diagnostic>{} : version_check(versions).run();
}

}  // namespace barem::check
