#include <barem/arrow.hpp>

#include "api/arrow_columns.hpp"
#include "io/text_form.hpp"
#include "source/display.hpp"

#include <fmt/format.h>

#include <set>

namespace barem::from_arrow {

namespace {

constexpr std::int64_t most_rows = 0x7fffffff;
constexpr std::size_t most_columns = 65536;             // and most_depth: a schema may hold itself
constexpr std::size_t most_depth = 64;

/// One walk over a schema and the array that belongs to it.
class importing {
public:
    explicit importing(made_memory& memory) : to_(memory) {}

    batch_columns roster(ArrowSchema const&, ArrowArray const&);
    issues problems;

private:
    bool is_sound(ArrowSchema const*, ArrowArray const*);
    bool has_children(ArrowSchema const&, ArrowArray const&, std::string_view of);
    bool has_buffers(ArrowArray const&, std::int64_t count, std::int64_t rows);

    /// `first`: where rows begin in the arrays of the fields; `rows` of them.
    batch_columns record(ArrowSchema const&, ArrowArray const&, std::int64_t first, std::int64_t rows);
    void field(batch_columns& to, std::string_view name, ArrowSchema const&, ArrowArray const&, std::int64_t first, std::int64_t rows);
    void list(batch_columns& to, std::string_view name, format const&, ArrowSchema const&, ArrowArray const&, std::int64_t at, std::int64_t rows);
    std::optional<column_view> scalar(format const&, ArrowSchema const&, ArrowArray const&, std::int64_t at, std::int64_t rows);
    std::optional<column_view> coded(column_view positions, ArrowSchema const&, ArrowArray const&);
    void refuse(std::string expected, std::string found, std::string const& remedy = {});
    void refuse(unfit why) { refuse(std::move(why.expected), std::move(why.found), why.remedy); }

    made_memory& to_;
    std::string path_;
    std::size_t columns_ = 0, depth_ = 0;
};

void importing::refuse(std::string expected, std::string found, std::string const& remedy) {
    issue made;
    made.path = path_;
    made.expected = std::move(expected);
    made.found = std::move(found);
    made.message = fmt::format("{}{}expected {}, found {}{}{}", made.path, made.path.empty() ? "" : ": ", made.expected, made.found,
                               remedy.empty() ? "" : ": ", remedy);
    problems.push_back(std::move(made));
}

// ── what can be told of an array without its buffers ────────────────────────────────────────────────────────────

bool importing::is_sound(ArrowSchema const* schema, ArrowArray const* array) {
    auto const refused = [this](std::string expected, std::string found) { return refuse(std::move(expected), std::move(found)), false; };
    if (schema == nullptr) return refused("a schema", "NULL");
    if (array == nullptr) return refused("an array", "NULL");
    if (schema->release == nullptr) return refused("a schema", "one that was released");
    if (array->release == nullptr) return refused("an array", "one that was released");
    if (schema->format == nullptr) return refused("a schema with a format", "NULL");
    if (array->length < 0 || array->offset < 0 || array->length > most_length - array->offset)
        return refused(fmt::format("a length and an offset from 0, together at most {}", most_length), fmt::format("length {} and offset {}", array->length, array->offset));
    if (array->null_count < -1 || array->null_count > array->length)
        return refused(fmt::format("a count of nulls from 0 to {}, or -1", array->length), fmt::format("{}", array->null_count));
    if (array->n_buffers < 0 || (array->n_buffers > 0 && array->buffers == nullptr)) return refused("buffers", array->n_buffers < 0 ? fmt::format("{} of them", array->n_buffers) : fmt::format("NULL, counted as {}", array->n_buffers));
    return true;
}

bool importing::has_children(ArrowSchema const& schema, ArrowArray const& array, std::string_view of) {
    bool const are_many = schema.n_children == array.n_children && schema.n_children >= 0;
    bool const are_there = are_many && (schema.n_children == 0 || (schema.children != nullptr && array.children != nullptr));
    if (!are_there)
        refuse(fmt::format("the children of {}, as many in the array as in the schema", of),
               !are_many ? fmt::format("{} in the array, {} in the schema", array.n_children, schema.n_children)
                         : fmt::format("NULL in the {}, counted as {}", schema.children == nullptr ? "schema" : "array", schema.n_children));
    return are_there;
}

/// The first may be missing where there are no nulls, the last where there are no bytes.
bool importing::has_buffers(ArrowArray const& array, std::int64_t count, std::int64_t rows) {
    bool good = array.n_buffers == count;
    for (std::int64_t b = 1; good && rows != 0 && b < std::min<std::int64_t>(count, 2); ++b) good = array.buffers[b] != nullptr;
    if (!good) refuse(fmt::format("an array of {} buffers", count), array.n_buffers == count ? "NULL as buffer 1, the values" : fmt::format("{}", array.n_buffers));
    bool const knows_nulls = !good || array.null_count <= 0 || array.buffers[0] != nullptr;
    if (!knows_nulls) refuse("a bitmap that says which values are null", fmt::format("a count of {} and no bitmap", array.null_count));
    return good && knows_nulls;
}

// ── columns ─────────────────────────────────────────────────────────────────────────────────────────────────────

std::optional<column_view> importing::scalar(format const& type, ArrowSchema const& schema, ArrowArray const& array, std::int64_t at, std::int64_t rows) {
    if (type.kind == kind::other || (schema.dictionary != nullptr && type.kind != kind::integer)) {
        auto const [name, remedy] = refusal_of(schema.format);
        refuse(schema.dictionary == nullptr ? "an integer, decimal, bool, utf8, date32, struct or list of struct" : "a dictionary with integers as positions", name,
               remedy);
        return std::nullopt;
    }
    bool const has_views = type.kind == kind::text_view;
    if (!has_buffers(array, has_views ? std::max<std::int64_t>(array.n_buffers, 3) : type.kind == kind::text ? 3 : 2, rows)) return std::nullopt;
    column_view made;
    made.kind = type.form;
    made.places = type.places;
    made.offset = static_cast<std::size_t>(at);
    made.rows = static_cast<std::size_t>(rows);
    made.given = validity(array);
    made.data = array.buffers[1];
    std::optional<unfit> why;
    if (rows == 0) made.data = nullptr, made.offset = 0, made.kind = has_views ? column_view::form::views : made.kind;
    else if (type.kind == kind::text) why = find_texts(made, type, array);
    else if (has_views) why = find_text_views(made, array, to_);
    else if (type.kind == kind::instant) why = make_days(made, type.ticks, to_);
    else if (type.kind == kind::decimal && type.is_wide) why = make_narrow(made, to_);
    if (why) {
        refuse(std::move(*why));
        return std::nullopt;
    }
    return schema.dictionary == nullptr ? made : coded(made, *schema.dictionary, *array.dictionary);
}

std::optional<column_view> importing::coded(column_view positions, ArrowSchema const& schema, ArrowArray const& entries) {
    auto const type = read_format(schema.format);
    if ((type.kind != kind::text && type.kind != kind::text_view) || schema.dictionary != nullptr) {
        auto const [name, remedy] = refusal_of(schema.format);
        refuse("a dictionary of utf8", "one of " + name, remedy);
        return std::nullopt;
    }
    if (entries.length > most_rows) {
        refuse(fmt::format("a dictionary of at most {}", most_rows), fmt::format("one of {}", entries.length));
        return std::nullopt;
    }
    auto const words = scalar(type, schema, entries, entries.offset, entries.length);
    if (!words) return std::nullopt;
    if (auto why = add_words(positions, *words, to_)) {
        refuse(std::move(*why));
        return std::nullopt;
    }
    return positions;
}

// ── records ─────────────────────────────────────────────────────────────────────────────────────────────────────

void importing::list(batch_columns& to, std::string_view name, format const& type, ArrowSchema const& schema, ArrowArray const& array, std::int64_t at,
                     std::int64_t rows) {
    if (!has_children(schema, array, "a list")) return;
    if (schema.n_children != 1) return refuse("a list of struct", fmt::format("{} children", schema.n_children));
    if (!has_buffers(array, type.kind == kind::list_of_size ? 1 : type.kind == kind::list_view ? 3 : 2, rows)) return;
    if (auto const null = first_null(array, at, rows))
        return refuse("lists without nulls", fmt::format("a null in row {}", *null), "an empty list is one without elements");
    auto const *child_schema = schema.children[0];
    auto const *child = array.children[0];
    if (!is_sound(child_schema, child)) return;
    if (read_format(child_schema->format).kind != kind::record) return refuse("a list of struct", "one of " + refusal_of(child_schema->format).name);
    if (!has_children(*child_schema, *child, "a struct") || !has_buffers(*child, 1, child->length)) return;
    elements of;
    if (auto why = find_elements(of, type, array, at, rows, child->length, to_)) return refuse(std::move(*why));
    auto const first = child->offset + of.first;
    if (auto const null = first_null(*child, first, of.offsets.back())) return refuse("elements without nulls", fmt::format("a null as element {}", *null));
    to.set_list(name, of.offsets, record(*child_schema, *child, first, of.offsets.back()));
}

void importing::field(batch_columns& to, std::string_view name, ArrowSchema const& schema, ArrowArray const& array, std::int64_t first, std::int64_t rows) {
    if (array.length < first + rows) return refuse(fmt::format("{} rows", first + rows), fmt::format("{}", array.length));
    if ((schema.dictionary == nullptr) != (array.dictionary == nullptr))
        return refuse("a dictionary both of the schema and of the array", "one of the " + std::string(array.dictionary == nullptr ? "schema" : "array"));
    if (schema.dictionary != nullptr && !is_sound(schema.dictionary, array.dictionary)) return;
    auto const type = read_format(schema.format);
    auto const at = array.offset + first;
    switch (type.kind) {
        case kind::nothing: to.set(name, column_view()); return;      // of nulls alone: as if there were none, but its name has to be one
        case kind::list:
        case kind::list_view:
        case kind::list_of_size: return list(to, name, type, schema, array, at, rows);
        case kind::record:
            if (has_children(schema, array, "a struct") && has_buffers(array, 1, rows)) {
                auto const* given = validity(array);
                auto const bits = given == nullptr ? std::span<std::uint8_t const>{} : std::span(given, static_cast<std::size_t>(at + rows) / 8 + 1);
                to.set_record(name, record(schema, array, at, rows), bits, static_cast<std::size_t>(at));
            }
            return;
        default:
            if (auto const column = scalar(type, schema, array, at, rows)) to.set(name, *column);
    }
}

batch_columns importing::record(ArrowSchema const& schema, ArrowArray const& array, std::int64_t first, std::int64_t rows) {
    batch_columns made(static_cast<std::size_t>(rows));
    if (++depth_ > most_depth) refuse(fmt::format("records at most {} deep", most_depth), "deeper ones");
    auto const outside = path_.size();
    std::set<std::string> names;
    for (std::int64_t c = 0; c != schema.n_children && depth_ <= most_depth; ++c) {
        auto const* child = schema.children[c];
        std::string_view const name = child == nullptr || child->name == nullptr ? "" : child->name;
        if (++columns_ == most_columns) refuse(fmt::format("less than {} columns", most_columns), "as many or more");
        if (columns_ >= most_columns) break;
        path_ += (outside == 0 ? "" : ".") + (name.empty() ? fmt::format("children[{}]", c) : printable(name));
        if (child == nullptr) refuse("a schema", "NULL");
        else if (name.empty()) refuse("a schema with a name", child->name == nullptr ? "NULL" : "an empty one");
        else if (io::find_invalid_utf8(name) != std::string_view::npos) refuse("a name in UTF-8", "other bytes");
        else if (auto const known = names.insert(io::to_nfc(std::string(name))); !known.second) refuse("one column of this name", "two");
        else if (is_sound(child, array.children[c])) field(made, *known.first, *child, *array.children[c], first, rows);
        path_.resize(outside);
    }
    --depth_;
    return made;
}

batch_columns importing::roster(ArrowSchema const& schema, ArrowArray const& array) {
    if (!is_sound(&schema, &array)) return batch_columns();
    if (read_format(schema.format).kind != kind::record) {
        refuse("a struct", refusal_of(schema.format).name);
    } else if (array.length > most_rows) {
        refuse(fmt::format("at most {} rows in a batch", most_rows), fmt::format("{}", array.length));
    } else if (has_children(schema, array, "a struct") && has_buffers(array, 1, array.length)) {
        if (auto const null = first_null(array, array.offset, array.length)) refuse("records without nulls", fmt::format("a null in row {}", *null));
        else return record(schema, array, array.offset, array.length);
    }
    return batch_columns();
}

}  // namespace

}  // namespace barem::from_arrow

namespace barem::inline BAREM_VERSION_NAMESPACE {

result<arrow_columns, issues> import_arrow(ArrowSchema const& schema, ArrowArray const& array) {
    auto memory = std::make_shared<from_arrow::made_memory>();
    from_arrow::importing in(*memory);
    arrow_columns made;
    made.columns = in.roster(schema, array);
    if (!in.problems.empty()) return std::move(in.problems);
    made.memory = std::move(memory);
    return made;
}

}  // namespace barem
