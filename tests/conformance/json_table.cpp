#include "conformance/json_table.hpp"

#include "number/to_int128.hpp"

#include <barem/number.hpp>
#include <barem/value.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace conformance {

namespace {

using arrow_tree::node;
using barem::field_kind;
using barem::field_shape;
using kind = enum json_value::kind;

/// Reads a value without making binary floating point of its numbers.
class value_reader final : public nlohmann::json::json_sax_t {
public:
    json_value made;

    bool null() override { return put({}); }
    bool boolean(bool b) override { return put({.kind = kind::truth, .truth = b, .text = {}, .elements = {}, .members = {}}); }
    bool number_integer(std::int64_t n) override { return put(text_of(kind::number, std::to_string(n))); }
    bool number_unsigned(std::uint64_t n) override { return put(text_of(kind::number, std::to_string(n))); }
    bool number_float(double, std::string const& written) override { return put(text_of(kind::number, written)); }
    bool string(std::string& s) override { return put(text_of(kind::text, s)); }
    bool binary(nlohmann::json::binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(kind::object); }
    bool key(std::string& name) override { return open_.back()->members.emplace_back(name, json_value()), true; }
    bool end_object() override { return open_.pop_back(), true; }
    bool start_array(std::size_t) override { return open(kind::list); }
    bool end_array() override { return open_.pop_back(), true; }
    bool parse_error(std::size_t, std::string const&, nlohmann::detail::exception const&) override { return false; }

private:
    static json_value text_of(enum json_value::kind k, std::string text) { return {.kind = k, .truth = false, .text = std::move(text), .elements = {}, .members = {}}; }
    json_value& place() {
        if (open_.empty()) return made;
        if (open_.back()->kind == kind::object) return open_.back()->members.back().second;
        return open_.back()->elements.emplace_back();
    }
    bool put(json_value v) { return place() = std::move(v), true; }
    bool open(enum json_value::kind k) {
        auto& here = place();
        here.kind = k;
        open_.push_back(&here);         // what it stands in does not grow before it is closed
        return true;
    }

    std::vector<json_value*> open_;
};

// ── what a table cannot say ─────────────────────────────────────────────────────────────────────────────────────

constexpr unsigned most_places = 18;

/// With at most 18 digits before and behind the point, so that columns of any two have one scale.
bool fits_a_column(std::string const& text) {
    auto const n = barem::number::parse(text);
    auto const places = n ? n->decimals() : std::nullopt;
    return places && *places <= most_places && n->rounded(0, barem::rounding::toward_zero).to_int64();
}

std::string why_not(barem::roster_shape const& shape, barem::record_shape const& of, json_value const& record);

std::string why_not(barem::roster_shape const& shape, field_shape const& field, json_value const& v) {
    static std::string const other_type = "a value of another type than its column";
    switch (field.kind) {
        case field_kind::truth: return v.kind == kind::truth ? "" : other_type;
        case field_kind::integer:
        case field_kind::number:
            if (v.kind != kind::number) return other_type;
            return fits_a_column(v.text) ? "" : "a number that is too long for a decimal column";
        case field_kind::record: return v.kind == kind::object ? why_not(shape, shape.records[field.record], v) : other_type;
        case field_kind::list:
            if (v.kind != kind::list) return other_type;
            for (auto const& e : v.elements) {
                if (e.kind != kind::object) return other_type;
                if (auto why = why_not(shape, shape.records[field.record], e); !why.empty()) return why;
            }
            return "";
        default: return v.kind == kind::text ? "" : other_type;
    }
}

std::string why_not(barem::roster_shape const& shape, barem::record_shape const& of, json_value const& record) {
    for (std::size_t i = 0; i != record.members.size(); ++i) {
        auto const& [name, value] = record.members[i];
        auto const* field = of.find(name);
        if (field == nullptr) return "a name that is no field";
        for (std::size_t before = 0; before != i; ++before)
            if (record.members[before].first == name) return "a field that is given twice";
        if (value.kind == kind::null) continue;
        if (auto why = why_not(shape, *field, value); !why.empty()) return why;
    }
    for (auto const& field : of.fields)
        if (field.kind == field_kind::list && record.find(field.name) == nullptr) return "a list that is not given";
    return "";
}

// ── columns ─────────────────────────────────────────────────────────────────────────────────────────────────────

using rows = std::vector<json_value const*>;            // nullptr: absent
using texts = std::vector<std::optional<std::string>>;

void add_validity(node& to, rows const& given) {
    std::vector<std::optional<bool>> there;
    for (auto const* v : given) there.push_back(v != nullptr ? std::optional(true) : std::nullopt);
    bool const is_whole = std::ranges::none_of(given, [](auto const* v) { return v == nullptr; });
    if (is_whole) to.buffers.push_back(nullptr);
    else to.add(arrow_tree::bits_of(there));
}

texts texts_of(rows const& given) {
    texts made;
    for (auto const* v : given) made.push_back(v != nullptr ? std::optional(v->text) : std::nullopt);
    return made;
}

void fill_numbers(node& to, rows const& given) {
    std::vector<barem::number> numbers;
    unsigned places = 0;
    for (auto const* v : given) {
        auto const& n = numbers.emplace_back(v != nullptr ? barem::number::parse(v->text).value() : barem::number(0));
        places = std::max(places, n.decimals().value());
    }
    barem::number unit = 1;
    for (unsigned i = 0; i != places; ++i) unit *= barem::number(10);
    std::vector<barem::int128> counts;
    for (auto const& n : numbers) counts.push_back(barem::to_int128(n * unit).value());
    to.format = "d:38," + std::to_string(places);
    to.add(counts);
}

void fill_dates(node& to, rows const& given) {
    bool const are_dates = std::ranges::all_of(given, [](auto const* v) { return v == nullptr || barem::date::parse(v->text); });
    to.format = are_dates ? "tdD" : "u";
    if (!are_dates) return to.add_texts<std::int32_t>(texts_of(given));
    std::vector<std::int32_t> days;
    for (auto const* v : given) days.push_back(v != nullptr ? barem::date::parse(v->text)->days : 0);
    to.add(days);
}

void fill_words(node& to, rows const& given) {
    texts words;
    std::vector<std::int32_t> positions;
    for (auto const& t : texts_of(given)) {
        auto const at = t ? std::ranges::find(words, t) : words.begin();
        positions.push_back(static_cast<std::int32_t>(at - words.begin()));
        if (t && at == words.end()) words.push_back(t);
    }
    to.format = "i";
    to.add(positions);
    to.dictionary = std::make_unique<node>();
    to.dictionary->format = "u";
    to.dictionary->rows = static_cast<std::int64_t>(words.size());
    to.dictionary->buffers.push_back(nullptr);
    to.dictionary->add_texts<std::int32_t>(words);
    arrow_tree::finish(*to.dictionary, 0);
}

void fill_record(node& to, barem::roster_shape const& shape, barem::record_shape const& of, rows const& given);

void fill_lists(node& to, barem::roster_shape const& shape, field_shape const& field, rows const& given) {
    std::vector<std::int32_t> offsets{0};
    rows elements;
    for (auto const* v : given) {
        if (v != nullptr)
            for (auto const& e : v->elements) elements.push_back(&e);
        offsets.push_back(static_cast<std::int32_t>(elements.size()));
    }
    to.format = "+l";
    to.buffers.assign(1, nullptr);          // where the record is absent that holds it, it is empty
    to.add(offsets);
    auto item = std::make_unique<node>();
    item->rows = offsets.back();
    item->buffers.push_back(nullptr);
    fill_record(*item, shape, shape.records[field.record], elements);
    arrow_tree::finish(*item, 0);
    to.held.push_back(std::move(item));
}

void fill(node& to, barem::roster_shape const& shape, field_shape const& field, rows const& given) {
    add_validity(to, given);
    switch (field.kind) {
        case field_kind::truth: {
            std::vector<std::optional<bool>> set;
            for (auto const* v : given) set.push_back(v != nullptr && v->truth ? std::optional(true) : std::nullopt);
            to.format = "b";
            return to.add(arrow_tree::bits_of(set));
        }
        case field_kind::integer:
        case field_kind::number: return fill_numbers(to, given);
        case field_kind::date: return fill_dates(to, given);
        case field_kind::word: return fill_words(to, given);
        case field_kind::record: return fill_record(to, shape, shape.records[field.record], given);
        case field_kind::list: return fill_lists(to, shape, field, given);
        case field_kind::text: to.format = "u"; return to.add_texts<std::int32_t>(texts_of(given));
    }
}

void fill_record(node& to, barem::roster_shape const& shape, barem::record_shape const& of, rows const& given) {
    to.format = "+s";
    for (auto const& field : of.fields) {
        rows values;
        for (auto const* v : given) values.push_back(v != nullptr ? v->find(field.name) : nullptr);
        auto column = std::make_unique<node>();
        column->name = field.name;
        column->rows = static_cast<std::int64_t>(given.size());
        fill(*column, shape, field, values);
        arrow_tree::finish(*column, 0);
        to.held.push_back(std::move(column));
    }
}

}  // namespace

json_value const* json_value::find(std::string_view name) const {
    for (auto const& [member, value] : members)
        if (member == name && value.kind != kind::null) return &value;
    return nullptr;
}

std::string why_no_row(barem::roster_shape const& shape, std::string const& line, json_value& record) {
    value_reader reader;
    if (!nlohmann::json::sax_parse(line, &reader) || reader.made.kind != kind::object) return "no JSON object";
    record = std::move(reader.made);
    return why_not(shape, shape.root(), record);
}

std::unique_ptr<node> table_of(barem::roster_shape const& shape, std::vector<json_value> const& records) {
    rows given;
    for (auto const& r : records) given.push_back(&r);
    auto root = std::make_unique<node>();
    root->rows = static_cast<std::int64_t>(records.size());
    root->buffers.push_back(nullptr);
    fill_record(*root, shape, shape.root(), given);
    arrow_tree::finish(*root, 0);
    return root;
}

}  // namespace conformance
