#include "conformance/json_table.hpp"

#include "io/text_form.hpp"
#include "number/to_int128.hpp"

#include <barem/number.hpp>
#include <barem/value.hpp>

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

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
    bool key(std::string& name) override { return open_.back()->members.emplace_back(barem::io::to_nfc(name), json_value()), true; }
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

// ── what does not fit into a table of many records ──────────────────────────────────────────────────────────────

constexpr unsigned most_places = 18, most_digits = 38;

/// At most 18 digits before and behind the point, so that a column of any two has one scale.
bool is_short(std::string const& text) {
    auto const n = barem::number::parse(text);
    auto const places = n ? n->decimals() : std::nullopt;
    return places && *places <= most_places && n->rounded(0, barem::rounding::toward_zero).to_int64();
}

bool is_of(field_kind field, json_value const& v) {
    switch (field) {
        case field_kind::truth: return v.kind == kind::truth;
        case field_kind::integer:
        case field_kind::number: return v.kind == kind::number;
        case field_kind::record: return v.kind == kind::object;
        case field_kind::list: return v.kind == kind::list && std::ranges::all_of(v.elements, [](auto const& e) { return e.kind == kind::object; });
        default: return v.kind == kind::text;
    }
}

bool fits(barem::roster_shape const& shape, barem::record_shape const& of, json_value const& record);

bool fits(barem::roster_shape const& shape, field_shape const& field, json_value const& v) {
    if (!is_of(field.kind, v)) return false;
    if (v.kind == kind::number) return barem::number::parse(v.text).has_value();
    if (field.kind == field_kind::record) return fits(shape, shape.records[field.record], v);
    return std::ranges::all_of(v.elements, [&](auto const& e) { return fits(shape, shape.records[field.record], e); });
}

/// The k-th member of a name, from 0; nullptr: there is none, or null.
json_value const* member_of(json_value const& record, std::string_view name, std::size_t k) {
    for (auto const& [member, value] : record.members)
        if (member == name && k-- == 0) return value.kind == kind::null ? nullptr : &value;
    return nullptr;
}

bool fits(barem::roster_shape const& shape, barem::record_shape const& of, json_value const& record) {
    for (std::size_t i = 0; i != record.members.size(); ++i) {
        auto const& [name, value] = record.members[i];
        auto const* field = of.find(name);
        bool const is_first = std::ranges::find(record.members, name, &std::pair<std::string, json_value>::first) - record.members.begin() == static_cast<std::ptrdiff_t>(i);
        if (field == nullptr || !is_first || (value.kind != kind::null && !fits(shape, *field, value))) return false;
    }
    return std::ranges::all_of(of.fields, [&](auto const& f) { return f.kind != field_kind::list || record.find(f.name) != nullptr; });
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

/// False: they have more digits than a column.
bool fill_numbers(node& to, rows const& given) {
    std::vector<barem::number> numbers;
    unsigned places = 0;
    for (auto const* v : given) {
        auto const n = v != nullptr ? barem::number::parse(v->text) : barem::number(0);
        if (!n || !n->decimals()) return false;
        places = std::max(places, n->decimals().value());
        numbers.push_back(*n);
    }
    if (places > most_digits) return false;
    barem::number unit = 1;
    for (unsigned i = 0; i != places; ++i) unit *= barem::number(10);
    std::vector<barem::int128> counts;
    for (auto const& n : numbers) {
        auto const count = barem::to_int128(n * unit);
        if (!count || (n * unit).to_exact().size() > most_digits + (n.sign() < 0 ? 1 : 0)) return false;
        counts.push_back(*count);
    }
    to.format = "d:38," + std::to_string(places);
    to.add(counts);
    return true;
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

std::unique_ptr<node> new_node(std::string name, std::size_t count) {
    auto made = std::make_unique<node>();
    made->name = std::move(name);
    made->rows = static_cast<std::int64_t>(count);
    return made;
}

/// Makes columns of what records hold, fields or not.
class column_maker {
public:
    explicit column_maker(barem::roster_shape const& shape) : shape_(shape) {}

    /// `of`: null where the records are of no known kind. The validity is there.
    void fill_record(node& to, barem::record_shape const* of, rows const& given);
    /// Why there is no such table; empty: there is.
    std::string why_not;

private:
    void fill(node& to, field_shape const* field, rows const& given);
    void fill_scalars(node& to, enum json_value::kind of, rows const& given);
    void fill_lists(node& to, field_shape const* field, rows const& given);
    void add(node& to, std::string name, field_shape const* field, rows const& values);
    [[nodiscard]] barem::record_shape const* held_by(field_shape const* field) const {
        return field != nullptr && field->is_nested() ? &shape_.records[field->record] : nullptr;
    }

    barem::roster_shape const& shape_;
};

void column_maker::fill_scalars(node& to, enum json_value::kind of, rows const& given) {
    if (of == kind::truth) {
        std::vector<std::optional<bool>> set;
        for (auto const* v : given) set.push_back(v != nullptr && v->truth ? std::optional(true) : std::nullopt);
        to.format = "b";
        return to.add(arrow_tree::bits_of(set));
    }
    if (of == kind::number) {
        if (!fill_numbers(to, given)) why_not = "a number of more digits than a decimal has";
        return;
    }
    to.format = "u";
    to.add_texts<std::int32_t>(texts_of(given));
}

void column_maker::fill_lists(node& to, field_shape const* field, rows const& given) {
    std::vector<std::int32_t> offsets{0};
    rows elements;
    for (auto const* v : given) {
        if (v != nullptr)
            for (auto const& e : v->elements) elements.push_back(&e);
        offsets.push_back(static_cast<std::int32_t>(elements.size()));
    }
    to.format = "+l";
    to.add(offsets);
    auto item = new_node("item", elements.size());
    bool const are_records = std::ranges::all_of(elements, [](auto const* e) { return e->kind == kind::object; });
    if (are_records) {
        item->buffers.push_back(nullptr);
        fill_record(*item, held_by(field), elements);
    } else {
        std::ranges::replace_if(elements, [](auto const* e) { return e->kind == kind::null; }, nullptr);
        add_validity(*item, elements);
        fill(*item, nullptr, elements);
    }
    arrow_tree::finish(*item, 0);
    to.held.push_back(std::move(item));
}

void column_maker::fill(node& to, field_shape const* field, rows const& given) {
    auto const* const one = [&]() -> json_value const* {
        auto const there = std::ranges::find_if(given, [](auto const* v) { return v != nullptr; });
        return there == given.end() ? nullptr : *there;
    }();
    bool const are_fields = field != nullptr && std::ranges::all_of(given, [&](auto const* v) { return v == nullptr || is_of(field->kind, *v); });
    if (are_fields && field->kind == field_kind::date) return fill_dates(to, given);
    if (are_fields && field->kind == field_kind::word) return fill_words(to, given);
    auto const of = !are_fields                          ? (one == nullptr ? kind::text : one->kind)
                    : field->kind == field_kind::truth   ? kind::truth
                    : field->kind == field_kind::record  ? kind::object
                    : field->kind == field_kind::list    ? kind::list
                    : field->kind == field_kind::integer || field->kind == field_kind::number ? kind::number
                                                         : kind::text;
    if (std::ranges::any_of(given, [&](auto const* v) { return v != nullptr && v->kind != of; })) why_not = "values of several types in one column";
    else if (of == kind::object) fill_record(to, held_by(are_fields ? field : nullptr), given);
    else if (of == kind::list) fill_lists(to, are_fields ? field : nullptr, given);
    else fill_scalars(to, of, given);
}

void column_maker::add(node& to, std::string name, field_shape const* field, rows const& values) {
    auto column = new_node(std::move(name), values.size());
    add_validity(*column, values);
    fill(*column, field, values);
    arrow_tree::finish(*column, 0);
    to.held.push_back(std::move(column));
}

void column_maker::fill_record(node& to, barem::record_shape const* of, rows const& given) {
    to.format = "+s";
    std::vector<std::pair<std::string, std::size_t>> columns;           // a name, and which of that name in a record
    if (of != nullptr)
        for (auto const& field : of->fields) columns.emplace_back(field.name, 0);
    for (auto const* v : given) {
        if (v == nullptr) continue;
        std::map<std::string, std::size_t> seen;
        for (auto const& [name, value] : v->members) {
            std::pair const column(name, seen[name]++);
            if (std::ranges::find(columns, column) == columns.end()) columns.push_back(column);
        }
    }
    static json_value const empty_list{.kind = kind::list, .truth = false, .text = {}, .elements = {}, .members = {}};
    for (auto const& [name, k] : columns) {
        auto const* const field = of != nullptr ? of->find(name) : nullptr;
        auto const* const of_absent = field != nullptr && field->kind == field_kind::list ? &empty_list : nullptr;       // lists are nowhere null
        rows values;
        for (auto const* v : given) values.push_back(v != nullptr ? member_of(*v, name, k) : of_absent);
        add(to, name, field, values);
    }
}

}  // namespace

json_value const* json_value::find(std::string_view name) const {
    for (auto const& [member, value] : members)
        if (member == name && value.kind != kind::null) return &value;
    return nullptr;
}

std::optional<json_value> read_record(std::string const& line) {
    value_reader reader;
    if (!nlohmann::json::sax_parse(line, &reader) || reader.made.kind != kind::object) return std::nullopt;
    return std::move(reader.made);
}

bool is_row(barem::roster_shape const& shape, json_value const& record) { return fits(shape, shape.root(), record); }

bool has_short_numbers(json_value const& v) {
    if (v.kind == kind::number) return is_short(v.text);
    return std::ranges::all_of(v.elements, has_short_numbers) && std::ranges::all_of(v.members, [](auto const& m) { return has_short_numbers(m.second); });
}

std::unique_ptr<node> table_of(barem::roster_shape const& shape, std::vector<json_value> const& records, std::string& why_not) {
    rows given;
    for (auto const& r : records) given.push_back(&r);
    auto root = new_node("", records.size());
    root->buffers.push_back(nullptr);
    column_maker maker(shape);
    maker.fill_record(*root, &shape.root(), given);
    why_not = maker.why_not;
    if (!why_not.empty()) return nullptr;
    arrow_tree::finish(*root, 0);
    return root;
}

}  // namespace conformance
