#include "coverage/changed_records.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace barem::coverage {

using program::index;

namespace {

class changer {
public:
    using visitor = std::function<bool(std::string const&, program::member const&, value const&)>;
    changer(program::program const& p, program::turning_points const& points, visitor const& visit) : p_(p), points_(points), visit_(visit) {}

    bool record(index kind, program::datum& at, std::string const& path) {
        auto const& members = p_.records[kind].members;
        for (index m = 0; m != members.size(); ++m) {
            if (members[m].kind != program::member_kind::input || members[m].is_key) continue;
            bool const goes_on = is_given(at, m) ? given(members[m], field(at, m), path + members[m].name) : added(members[m], m, at, path + members[m].name);
            if (!goes_on) return false;
        }
        return true;
    }

private:
    static bool is_given(program::datum const& at, index m) { return std::ranges::find(at.fields, m, &std::pair<index, program::datum>::first) != at.fields.end(); }
    static program::datum& field(program::datum& at, index m) { return std::ranges::find(at.fields, m, &std::pair<index, program::datum>::first)->second; }

    bool given(program::member const& m, program::datum& now, std::string const& path) {
        if (m.type.kind == program::type_kind::list) return list(m.type.of, now, path);
        if (m.type.kind == program::type_kind::record) return now.form != program::datum::kind::record || record(m.type.of, now, path + ".");
        return scalar(m, now, path);
    }

    bool added(program::member const& m, index which, program::datum& at, std::string const& path) {
        if (m.type.kind == program::type_kind::list || m.type.kind == program::type_kind::record) return true;
        at.fields.emplace_back(which, program::datum{});
        bool const goes_on = scalar(m, at.fields.back().second, path);
        at.fields.pop_back();
        return goes_on;
    }

    bool scalar(program::member const& m, program::datum& now, std::string const& path) {
        auto const before = now.scalar;
        bool goes_on = true;
        for (auto const& v : points_.for_input(m)) {
            if (v == before) continue;
            now.scalar = v;
            goes_on = visit_(path, m, v);
            if (!goes_on) break;
        }
        now.scalar = before;
        return goes_on;
    }

    bool list(index kind, program::datum& now, std::string const& path) {
        std::uint64_t position = 0;
        for (std::size_t i = 0; i != now.elements.size(); ++i) {
            auto const times = now.elements[i].second;
            bool const goes_on = first_of(kind, now, i, fmt::format("{}[{}].", path, position));
            if (!goes_on) return false;
            position += times;
        }
        return true;
    }

    bool first_of(index kind, program::datum& now, std::size_t i, std::string const& path) {
        auto const whole = now.elements[i];
        auto const at = now.elements.begin() + static_cast<std::ptrdiff_t>(i);
        if (whole.second > 1) {
            at->second = 1;
            now.elements.insert(at + 1, {whole.first, whole.second - 1});
        }
        bool const goes_on = record(kind, now.elements[i].first, path);
        if (whole.second > 1) now.elements.erase(now.elements.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        now.elements[i] = whole;
        return goes_on;
    }

    program::program const& p_;
    program::turning_points const& points_;
    visitor const& visit_;
};

}  // namespace

bool each_change(program::program const& p, program::turning_points const& points, index kind, program::datum& record,
                 std::function<bool(std::string const&, program::member const&, value const&)> const& visit) {
    return changer(p, points, visit).record(kind, record, "");
}

}  // namespace barem::coverage
