#include "api/family_reader.hpp"

#include "api/implementation.hpp"
#include "io/json_fault.hpp"
#include "io/text_form.hpp"

namespace barem::api {

family_reader::family_reader(family rules) : rules_(std::move(rules)) {
    for (auto const& v : rules_.versions())
        readers_.push_back(std::make_unique<io::json_record_reader>(v.rules.inner().rules(), v.rules.inner().limits));
}

/// A record without a version: its id is that of the latest one's key.
io::read_record family_reader::refused(std::string_view json, issues problems) const {
    auto const& latest = rules_.versions().back().rules.inner();
    io::read_record made;
    made.key_name = latest.roster_record().members[latest.rules().key_member].name;
    made.problems = std::move(problems);
    auto const id = io::survey_json(json, made.key_name).key;
    made.id_known = id.has_value();
    if (id) made.id = io::to_nfc(*id);
    return made;
}

io::read_record family_reader::read_by(family::version const& version, std::string_view json) {
    return readers_[static_cast<std::size_t>(&version - rules_.versions().data())]->read(json);
}

/// Whether a record that a version has read is its own.
bool family_reader::is_own(family::version const& version, record_data const& data) const {
    if (rules_.date_field().empty()) return true;
    auto const& rules = version.rules.inner();
    auto const* day = std::get_if<date>(&data.values[rules.roster_record().members[rules.rules().date_member].slot]);
    return day && rules_.at(*day) == &version;
}

io::read_record family_reader::read(std::string_view json) {
    // Most records are of the same version as the one before: then the date need not be looked up first.
    io::read_record made;
    if (version_) made = read_by(*version_, json);
    if (!made.data || !is_own(*version_, *made.data)) {
        version_ = nullptr;
        auto const chosen = rules_.choose(json);
        if (!chosen) return refused(json, chosen.error());
        version_ = *chosen;
        made = read_by(*version_, json);
    }
    if (made.data) made.problems = check_dependent_inputs(version_->rules.inner(), *made.data);
    if (!made.problems.empty()) made.data.reset();
    return made;
}

}  // namespace barem::api
