#include "exec/written.hpp"

namespace barem::exec {

record_data to_record(program::program const& p, program::index kind, program::datum const& from) {
    auto const& record = p.records[kind];
    record_data made;
    made.values.resize(record.value_slots);
    made.lists.resize(record.list_slots);
    for (auto const& [m, datum] : from.fields) {
        auto const& member = record.members[m];
        if (datum.form == program::datum::kind::scalar) {
            if (member.type.kind != program::type_kind::record) made.values[member.slot] = datum.scalar;
        } else if (datum.form == program::datum::kind::record) {
            made.lists[member.slot].push_back(to_record(p, member.type.of, datum));
        } else {
            for (auto const& [element, times] : datum.elements)
                made.lists[member.slot].insert(made.lists[member.slot].end(), times, to_record(p, member.type.of, element));
        }
    }
    return made;
}

}  // namespace barem::exec
