#include "io/schema.hpp"

#include "check/print.hpp"
#include "io/json_writer.hpp"
#include "io/labels.hpp"
#include "io/schema_condition.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <vector>

namespace barem::io {

namespace {

using program::member;
using program::record_kind;
using program::type_kind;

bool is_required(member const& input) { return !input.type.optional && input.required_when.empty(); }

/// A name inside a `$ref`: what is not plain there is written in percent form, `~` and `/` as JSON Pointer asks.
std::string reference_to(std::string_view name) {
    std::string out = "#/$defs/";
    for (unsigned char const c : name) {
        if (c == '~') out += "~0";
        else if (c == '/') out += "~1";
        else if (c >= 0x80 || c == '%') out += fmt::format("%{:02X}", c);
        else out += static_cast<char>(c);
    }
    return out;
}

class schema_writer {
public:
    explicit schema_writer(program::program const& program) : program_(program), json_(out_, 2) {}

    std::string run() {
        auto const& root = program_.records[program_.roster_record];
        json_.begin_object();
        json_.key("$schema").string("https://json-schema.org/draft/2020-12/schema");
        write_label(program_.shown, program_.name);
        if (!program_.cites.empty()) json_.key("description").string(program_.cites);
        json_.key("$ref").string(reference_to(root.name));
        json_.key("$defs").begin_object();
        for (auto const* kind : reachable()) {
            json_.key(kind->name);
            write_record(*kind);
        }
        json_.end_object().end_object();
        return std::move(out_) + '\n';
    }

private:
    /// The roster's record and what stands in it, in the order of their first mention.
    std::vector<record_kind const*> reachable() const {
        std::vector<record_kind const*> kinds{&program_.records[program_.roster_record]};
        std::vector<bool> known(program_.records.size(), false);
        known[program_.roster_record] = true;
        for (std::size_t i = 0; i < kinds.size(); ++i)
            for (auto const& m : kinds[i]->members) {
                bool const holds_records = m.type.kind == type_kind::record || m.type.kind == type_kind::list;
                if (m.kind != program::member_kind::input || !holds_records || known[m.type.of]) continue;
                known[m.type.of] = true;
                kinds.push_back(&program_.records[m.type.of]);
            }
        return kinds;
    }

    void write_label(program::label const& label, std::string_view name) {
        json_.key("title").string(text_in(label, program_.language, name));
        if (label.empty()) return;
        json_.key("x-labels").begin_object();
        for (auto const& [language, text] : label.texts) json_.key(language).string(text);
        json_.end_object();
    }

    void write_record(record_kind const& kind) {
        std::vector<member const*> inputs;
        for (auto const& m : kind.members)
            if (m.kind == program::member_kind::input) inputs.push_back(&m);
        json_.begin_object();
        write_label(kind.shown, kind.name);
        json_.key("type").string("object");
        json_.key("properties").begin_object();
        for (auto const* input : inputs) {
            json_.key(input->name);
            write_input(*input, static_cast<program::index>(&kind - program_.records.data()));
        }
        json_.end_object();
        json_.key("required").begin_array();
        for (auto const* input : inputs)
            if (is_required(*input)) json_.string(input->name);
        json_.end_array();
        json_.key("additionalProperties").boolean(false);
        write_conditions(kind, inputs);
        json_.end_object();
    }

    void write_input(member const& input, program::index record) {
        json_.begin_object();
        write_label(input.shown, input.name);
        write_description(input, record);
        switch (input.type.kind) {
            case type_kind::truth: write_type(input, "boolean"); break;
            case type_kind::number: write_number(input); break;
            case type_kind::date: write_date(input); break;
            case type_kind::word: write_words(input); break;
            case type_kind::record: write_single(input); break;
            case type_kind::list: write_list(input); break;
            default: write_type(input, "string"); break;
        }
        json_.end_object();
    }

    void write_description(member const& input, program::index record) {
        std::vector<std::string> parts;
        if (!input.required_when.empty())
            parts.push_back("required when " + check::print(program_, input.required_when[0], check::printing_scope::in_record(record)));
        if (input.low_input) parts.push_back("at least " + input.low_input->name);
        if (input.high_input) parts.push_back("at most " + input.high_input->name);
        if (!parts.empty()) json_.key("description").string(fmt::format("{}", fmt::join(parts, "; ")));
    }

    void write_type(member const& input, std::string_view name) {
        json_.key("type");
        if (is_required(input)) json_.string(name);
        else json_.begin_array().string(name).string("null").end_array();
    }

    void write_number(member const& input) {
        write_type(input, input.type.integer ? "integer" : "number");
        if (input.type.of != program::unit_none && input.type.of < program_.units.size()) json_.key("x-unit").string(program_.units[input.type.of].name);
        if (input.range.low) json_.key("minimum").raw(input.range.low->to_exact());
        if (input.range.high) json_.key("maximum").raw(input.range.high->to_exact());
        if (input.decimals && !input.type.integer)
            json_.key("multipleOf").raw(*input.decimals == 0 ? "1" : "0." + std::string(*input.decimals - 1, '0') + "1");
    }

    void write_date(member const& input) {
        write_type(input, "string");
        json_.key("format").string("date").key("pattern").string("^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        auto const bound = [&](char const* key, std::optional<number> const& day) {
            if (day) json_.key(key).string(date{static_cast<std::int32_t>(day->to_int64().value_or(0))}.to_text());
        };
        bound("x-minimum", input.range.low);
        bound("x-maximum", input.range.high);
    }

    void write_words(member const& input) {
        auto const& words = program_.enums[input.type.of];
        if (words.ordered) json_.key("x-ordered").boolean(true);
        json_.key("oneOf").begin_array();
        for (auto const& word : words.words) {
            json_.begin_object().key("const").string(word.name);
            write_label(word.shown, word.name);
            json_.end_object();
        }
        if (!is_required(input)) write_null();
        json_.end_array();
    }

    void write_null() { json_.begin_object().key("type").string("null").end_object(); }

    void write_single(member const& input) {
        auto const reference = reference_to(program_.records[input.type.of].name);
        if (is_required(input)) {
            json_.key("$ref").string(reference);
            return;
        }
        json_.key("anyOf").begin_array().begin_object().key("$ref").string(reference).end_object();
        write_null();
        json_.end_array();
    }

    void write_list(member const& input) {
        write_type(input, "array");
        json_.key("items").begin_object().key("$ref").string(reference_to(program_.records[input.type.of].name)).end_object();
        if (input.range.low && !input.range.low->is_zero()) json_.key("minItems").raw(input.range.low->to_exact());
        if (input.range.high) json_.key("maxItems").raw(input.range.high->to_exact());
    }

    void write_conditions(record_kind const& kind, std::vector<member const*> const& inputs) {
        bool any = false;
        for (auto const* input : inputs) {
            if (input->required_when.empty() || !is_plain_condition(program_, kind, input->required_when[0])) continue;
            if (!any) json_.key("allOf").begin_array();
            any = true;
            json_.begin_object().key("if");
            write_condition(json_, program_, kind, input->required_when[0]);
            json_.key("then").begin_object().key("required").begin_array().string(input->name).end_array();
            json_.key("properties").begin_object().key(input->name).begin_object().key("not");
            write_null();
            json_.end_object().end_object().end_object().end_object();
        }
        if (any) json_.end_array();
    }

    program::program const& program_;
    std::string out_;
    json_writer json_;
};

}  // namespace

std::string json_schema(program::program const& program) { return schema_writer(program).run(); }

}  // namespace barem::io
