// What this accepts is a subset of what io/json_record.cpp accepts, with the same meaning: every value is looked at, every string is
// consumed, nothing may follow the object.

#include "batch/json_object_reader.hpp"

#include "batch/plain_number.hpp"
#include "batch/row_source.hpp"
#include "io/scalar_reader.hpp"
#include "io/text_form.hpp"
#include "io/validate.hpp"

#include <algorithm>
#include <limits>

namespace barem::batch {

namespace {

using columnar::storage;
using program::type_kind;

std::string_view trimmed(std::string_view token) {
    while (!token.empty() && (token.back() == ' ' || token.back() == '\t' || token.back() == '\r' || token.back() == '\n')) token.remove_suffix(1);
    return token;
}

/// Whether the text from `key` to `end` begins with the name and a quote.
bool is_key(char const* key, char const* end, std::string_view name) {
    return name.size() < static_cast<std::size_t>(end - key) && std::memcmp(key, name.data(), name.size()) == 0 && key[name.size()] == '"';
}

}  // namespace

json_object_reader::json_object_reader(program::program const& rules, record_limits const& limits) : roster_record_(rules.roster_record) {
    for (auto const& kind : rules.records) {
        auto& made = shapes_.emplace_back();
        for (auto const& input : kind.members) {
            if (input.kind != program::member_kind::input) continue;
            field f;
            f.input = &input;
            f.next = made.fields.size() + 1;
            f.may_be_absent = io::may_be_absent(input);
            if (input.type.kind == type_kind::word) f.words = word_table(rules.enums[input.type.of]);
            if (input.type.kind == type_kind::list) {
                auto const most = std::min<std::int64_t>(columnar::most_elements(input), std::numeric_limits<std::int32_t>::max());
                f.most = std::min(io::most_elements(input, limits), static_cast<std::size_t>(std::max<std::int64_t>(most, 0)));
                auto const least = input.range.low ? input.range.low->rounded(0, rounding::up).to_int64() : 0;
                f.least = least ? static_cast<std::size_t>(std::max<std::int64_t>(*least, 0)) : std::numeric_limits<std::size_t>::max();
            }
            made.required += f.may_be_absent ? 0 : 1;
            made.fields.push_back(std::move(f));
        }
    }
}

bool json_object_reader::read(std::string_view line, table_memory& memory) {
    namespace json = simdjson::ondemand;
    static_assert(byte_buffer::padding >= simdjson::SIMDJSON_PADDING);
    std::size_t const rows = memory.rows;
    end_ = line.data() + line.size();
    json::document document;
    json::object root;
    bool const done = !parser_.iterate(simdjson::padded_string_view(line.data(), line.size(), line.size() + simdjson::SIMDJSON_PADDING)).get(document)
                   && !document.get_object().get(root) && read_object(root, shapes_[roster_record_], memory)
                   && document.current_location().error() == simdjson::OUT_OF_BOUNDS;
    if (!done) memory.rewind(rows);
    return done;
}

bool json_object_reader::read_object(object& from, shape& as, table_memory& into) {
    into.make_room(1);
    std::uint64_t const self = ++objects_;
    std::size_t required = 0, count = 0;
    std::size_t* expected = &as.first;
    for (auto item : from) {
        simdjson::ondemand::field pair;
        if (std::move(item).get(pair)) return false;
        std::size_t const at = find(as, pair.key().raw(), *expected);
        if (at == as.fields.size()) return false;
        auto& f = as.fields[at];
        if (f.seen_in == self) return false;
        f.seen_in = self;
        if (!read_field(pair.value(), f, into)) return false;
        required += f.may_be_absent ? 0 : 1;
        ++count;
        *expected = at;
        expected = &f.next;
    }
    if (required != as.required) return false;
    if (count != as.fields.size())
        for (auto const& f : as.fields)
            if (f.seen_in != self) leave_out(f, into);
    ++into.rows;
    return true;
}

std::size_t json_object_reader::find(shape const& in, char const* key, std::size_t guess) const {
    if (guess < in.fields.size() && is_key(key, end_, in.fields[guess].input->name)) return guess;
    for (std::size_t i = 0; i < in.fields.size(); ++i)
        if (is_key(key, end_, in.fields[i].input->name)) return i;
    return in.fields.size();
}

bool json_object_reader::read_field(value from, field& f, table_memory& into) {
    auto const token = trimmed(from.raw_json_token());
    if (token.empty()) return false;
    if (token == "null") {
        if (f.may_be_absent) leave_out(f, into);
        return f.may_be_absent;
    }
    if (f.input->type.kind == type_kind::list) return token.front() == '[' && read_list(from, f, into);
    if (f.input->type.kind == type_kind::record) return token.front() == '{' && read_single(from, f, into);
    if (token.front() == '"') {
        simdjson::ondemand::raw_json_string consumed;
        if (from.get_raw_json_string().get(consumed)) return false;
    }
    return read_scalar(token, f, into.values[f.input->slot], into.rows);
}

bool json_object_reader::read_scalar(std::string_view token, field const& f, column_memory& column, std::size_t row) {
    auto const& layout = column.layout();
    std::int64_t n = 0;
    switch (f.input->type.kind) {
        case type_kind::truth:
            n = token == "true";
            if (n == 0 && token != "false") return false;
            break;
        case type_kind::number:
            if (!column.has_column() || !plain_number(token, layout.places, n)) return false;
            break;
        default: return column.has_column() && read_string(token, f, column, row);
    }
    if (n < layout.low || n > layout.high) return false;
    column.set_integer(row, n);
    return true;
}

bool json_object_reader::read_string(std::string_view token, field const& f, column_memory& column, std::size_t row) {
    if (token.size() < 2 || token.front() != '"' || token.back() != '"') return false;
    auto text = token.substr(1, token.size() - 2);
    std::string unescaped;
    bool const is_text = f.input->type.kind == type_kind::text;
    // simdjson has seen that the line is UTF-8.
    if (text.find('\\') != std::string_view::npos || (is_text && !io::is_surely_nfc(text))) {
        auto made = io::text_of_token(token);
        if (!made) return false;
        text = unescaped = std::move(*made);
    }
    if (is_text) return column.set_text(row, text);
    std::int64_t n = -1;
    if (f.input->type.kind == type_kind::word) {
        n = f.words.find(text);
    } else {
        auto const day = date::parse(text);
        if (!day) return false;
        n = day->days;
    }
    if (n < column.layout().low || n > column.layout().high) return false;
    column.set_integer(row, n);
    return true;
}

bool json_object_reader::read_list(value from, field const& f, table_memory& into) {
    simdjson::ondemand::array array;
    if (from.get_array().get(array)) return false;
    auto& list = into.lists[f.input->slot];
    auto& elements = *list.elements;
    auto& as = shapes_[f.input->type.of];
    std::size_t const before = elements.rows;
    for (auto item : array) {
        simdjson::ondemand::object object;
        if (elements.rows - before == f.most || item.get_object().get(object) || !read_object(object, as, elements)) return false;
    }
    if (elements.rows - before < f.least || elements.rows > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) return false;
    list.offsets[into.rows + 1] = static_cast<std::int32_t>(elements.rows);
    return true;
}

bool json_object_reader::read_single(value from, field const& f, table_memory& into) {
    simdjson::ondemand::object object;
    if (from.get_object().get(object)) return false;
    auto& single = into.lists[f.input->slot];
    single.given[into.rows] = 1;
    single.elements->rows = into.rows;
    return read_object(object, shapes_[f.input->type.of], *single.elements);
}

void json_object_reader::leave_out(field const& f, table_memory& into) {
    if (f.input->type.kind != type_kind::list && f.input->type.kind != type_kind::record) return into.values[f.input->slot].set_absent(into.rows);
    auto& list = into.lists[f.input->slot];
    if (list.is_list) {
        list.offsets[into.rows + 1] = static_cast<std::int32_t>(list.elements->rows);
    } else {
        list.given[into.rows] = 0;
        list.elements->rows = into.rows;
        list.elements->add_absent_row();
    }
}

}  // namespace barem::batch
