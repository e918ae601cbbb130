// Examples in a description: told apart by what they give; their label and what they expect is said of them.

#include "check/print.hpp"
#include "diff/describer.hpp"
#include "document/linked_text.hpp"
#include "explain/wording.hpp"

namespace barem::diff {

using explain::message;
using explain::say;
using program::none;

phrase describer::datum(program::datum const& d, index record) const {
    std::vector<phrase> fields;
    for (auto const& [member, of] : d.fields) {
        auto const& m = p_.records[record].members[member];
        phrase given;
        if (of.form == program::datum::kind::scalar) given = tell_.value(of.scalar, m.type);
        else if (of.form == program::datum::kind::record) given = datum(of, m.type.of);
        else {
            std::vector<phrase> elements;
            for (auto const& [element, times] : of.elements) {
                auto one = datum(element, m.type.of);
                if (times != 1) one.written += fmt::format(" times {}", times), one.words += fmt::format(" × {}", times);
                elements.push_back(std::move(one));
            }
            given = join(elements, ", ");
            given = {"[" + given.written + "]", text::same("[") + given.words + "]"};
        }
        fields.push_back({m.name + ": " + given.written, say(message::labelled, {tell_.words.member_label(record, member), given.words})});
    }
    auto const all = join(fields, ", ");
    return {"{ " + all.written + " }", text::same("(") + all.words + ")"};
}

/// `[0].criteria[2].points`, "Record 1 › Criteria 3 › Points"
phrase describer::path(std::vector<program::path_step> const& steps, index record) const {
    phrase made;
    for (auto const& s : steps) {
        if (s.member == none) {
            bool const is_record = made.empty();
            made.written += s.all ? "[all]" : fmt::format("[{}]", s.element.value_or(0));
            if (is_record) made.words = s.all ? text{"each record", "mọi hồ sơ"} : text{"record", "hồ sơ"};
            if (!s.all) made.words += fmt::format(" {}", s.element.value_or(0) + 1);
            continue;
        }
        auto const& m = p_.records[record].members[s.member];
        made.written += (made.written.empty() ? "" : ".") + m.name;
        if (!made.words.empty()) made.words += " › ";
        made.words += tell_.words.member_label(record, s.member);
        if (m.type.kind == program::type_kind::record || m.type.kind == program::type_kind::list) record = m.type.of;
    }
    return made;
}

item describer::example(program::example const& e) const {
    phrase given;
    for (auto const& call : e.call) given = {check::print(p_, call, check::printing_scope{}), tell_.words.formula(call, document::place{})};
    std::vector<phrase> records;
    for (auto const& r : e.records) records.push_back(datum(r, p_.roster_record));
    if (!records.empty()) given = join(records, ", ");
    if (e.is_roster) given = {"[" + given.written + "]", given.words};
    std::vector<phrase> expected;
    for (auto const& x : e.expectations) {
        phrase const value{check::print(p_, x.expected, check::printing_scope{}), tell_.words.formula(x.expected, document::place{})};
        auto const of = e.call.empty() ? path(x.path, p_.roster_record) : phrase{};
        expected.push_back(of.empty() ? value : phrase{of.written + " = " + value.written, of.words + " = " + value.words});
    }
    item made;
    made.what = what::example;
    made.name = e.shown.empty() ? given.written : std::string(check::text_of(e.shown, p_.language));
    made.called = e.shown.empty() ? given.words : tell_.called(e.shown, {});
    made.label = e.shown;
    say_of(made, aspect::label, tell_.label(e.shown));
    say_of(made, aspect::condition, given);
    say_of(made, aspect::value, join(expected, ", "));
    return made;
}

}  // namespace barem::diff
