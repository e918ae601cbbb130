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

io::read_record family_reader::read(std::string_view json) {
    version_ = nullptr;
    auto const chosen = rules_.choose(json);
    if (!chosen) return refused(json, chosen.error());
    version_ = *chosen;
    auto made = readers_[static_cast<std::size_t>(version_ - rules_.versions().data())]->read(json);
    if (made.data) made.problems = check_dependent_inputs(version_->rules.inner(), *made.data);
    if (!made.problems.empty()) made.data.reset();
    return made;
}

}  // namespace barem::api
