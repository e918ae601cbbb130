#include "api/outputs_agree.hpp"

#include "api/implementation.hpp"

#include <algorithm>

namespace barem::api {

namespace {

bool alike(program::program const& p, program::output const& a, program::program const& q, program::output const& b) {
    auto const &m = p.records[p.roster_record].members[a.member], &n = q.records[q.roster_record].members[b.member];
    if (m.name != n.name || a.digits != b.digits || m.type.kind != n.type.kind || m.type.integer != n.type.integer) return false;
    if (m.type.kind == program::type_kind::number) return p.units[m.type.of].name == q.units[n.type.of].name;
    if (m.type.kind != program::type_kind::word) return true;
    return std::ranges::equal(p.enums[m.type.of].words, q.enums[n.type.of].words, {}, &program::enumeration::word::name, &program::enumeration::word::name);
}

}  // namespace

bool outputs_agree(family const& rules) {
    auto const& first = rules.versions().front().rules.inner();
    return std::ranges::all_of(rules.versions(), [&](family::version const& v) {
        auto const& other = v.rules.inner();
        auto const key = [](auto const& inner) { return inner.roster_record().members[inner.rules().key_member].name; };
        return key(first) == key(other) &&
               std::ranges::equal(first.roster_record().outputs, other.roster_record().outputs,
                                  [&](auto const& a, auto const& b) { return alike(first.rules(), a, other.rules(), b); });
    });
}

}  // namespace barem::api
