// What this accepts is a subset of what io/json_record.cpp accepts, with the same meaning: every byte of the line is looked at, and nothing
// may follow the object. It knows which key to expect, so that keys are compared rather than read, and takes values right where they
// stand, which is more than twice as fast as to find out first what there is.

#include "batch/json_object_reader.hpp"

#include "io/scalar_reader.hpp"
#include "io/text_form.hpp"
#include "io/validate.hpp"

#include <algorithm>
#include <limits>

namespace barem::batch {

using program::type_kind;

json_object_reader::json_object_reader(program::program const& rules, record_limits const& limits) : roster_record_(rules.roster_record) {
    for (auto const& kind : rules.records) {
        auto& made = shapes_.emplace_back();
        for (auto const& input : kind.members) {
            if (input.kind != program::member_kind::input) continue;
            field f;
            f.input = &input;
            f.key = expected_text('"' + input.name + '"');
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
    std::size_t const rows = memory.rows;
    json_cursor from(line.data());
    from.skip_blanks();
    from = read_object(from, shapes_[roster_record_], memory);
    if (from) from.skip_blanks();
    bool const done = from.at() == line.data() + line.size();
    if (!done) memory.rewind(rows);
    return done;
}

json_cursor json_object_reader::read_object(json_cursor from, shape& as, table_memory& into) {
    into.make_room(1);
    std::uint64_t const self = ++objects_;
    std::size_t required = 0, count = 0;
    field** expected = &as.first;
    if (!from.take('{')) return {};
    for (from.skip_blanks(); !from.take('}'); from.skip_blanks(), ++count) {
        if (count != 0 && !from.take(',')) return {};
        from.skip_blanks();
        if (*expected == nullptr || !from.take((*expected)->key)) {
            auto const found = std::ranges::find_if(as.fields, [&](field const& f) { return from.take(f.key); });
            if (found == as.fields.end()) return {};
            *expected = &*found;
        }
        auto& f = **expected;
        expected = &f.next;
        if (f.seen_in == self) return {};
        f.seen_in = self;
        required += f.may_be_absent ? 0 : 1;
        from.skip_blanks();
        if (!from.take(':')) return {};
        from.skip_blanks();
        from = read_value(from, f, into);
        if (!from) return {};
    }
    if (required != as.required) return {};
    if (count != as.fields.size())
        for (auto const& f : as.fields)
            if (f.seen_in != self) leave_out(f, into);
    ++into.rows;
    return from;
}

json_cursor json_object_reader::read_value(json_cursor from, field const& f, table_memory& into) {
    if (from.take_null()) {
        if (!f.may_be_absent) return {};
        leave_out(f, into);
        return from;
    }
    auto const kind = f.input->type.kind;
    if (kind == type_kind::list) return read_list(from, f, into);
    if (kind == type_kind::record) return read_single(from, f, into);
    auto& column = into.values[f.input->slot];
    auto const& layout = column.layout();
    std::int64_t n = 0;
    if (!column.has_column()) return {};
    if (kind == type_kind::truth) {
        if (!from.take_truth(n)) return {};
    } else if (kind == type_kind::number) {
        if (!from.take_number(layout.places, n)) return {};
    } else {
        return read_string(from, f, column, into.rows);
    }
    if (n < layout.low || n > layout.high) return {};
    column.append_integer(into.rows, n);
    return from;
}

json_cursor json_object_reader::read_string(json_cursor from, field const& f, column_memory& column, std::size_t row) {
    std::string_view text;
    bool has_escapes = false;
    if (!from.take_string(text, has_escapes)) return {};
    bool const is_text = f.input->type.kind == type_kind::text;
    if (has_escapes || (is_text && !io::is_surely_nfc(text))) {
        auto made = io::text_of_token({text.data() - 1, text.size() + 2});
        if (!made) return {};
        text = unescaped_ = std::move(*made);
    }
    if (is_text) return column.set_text(row, text) ? from : json_cursor();
    std::int64_t n = -1;
    if (f.input->type.kind == type_kind::word) {
        n = f.words.find(text);
    } else {
        auto const day = date::parse(text);
        if (!day) return {};
        n = day->days;
    }
    if (n < column.layout().low || n > column.layout().high) return {};
    column.append_integer(row, n);
    return from;
}

json_cursor json_object_reader::read_list(json_cursor from, field const& f, table_memory& into) {
    auto& list = into.lists[f.input->slot];
    auto& elements = *list.elements;
    auto& as = shapes_[f.input->type.of];
    std::size_t const before = elements.rows;
    if (!from.take('[')) return {};
    for (from.skip_blanks(); !from.take(']'); from.skip_blanks()) {
        if (elements.rows != before && !from.take(',')) return {};
        from.skip_blanks();
        if (elements.rows - before == f.most) return {};
        from = read_object(from, as, elements);
        if (!from) return {};
    }
    if (elements.rows - before < f.least || elements.rows > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) return {};
    list.offsets[into.rows + 1] = static_cast<std::int32_t>(elements.rows);
    return from;
}

json_cursor json_object_reader::read_single(json_cursor from, field const& f, table_memory& into) {
    auto& single = into.lists[f.input->slot];
    single.given[into.rows] = 1;
    single.elements->rows = into.rows;
    return read_object(from, shapes_[f.input->type.of], *single.elements);
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
