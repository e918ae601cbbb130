#include <barem/arrow.hpp>

#include <fmt/format.h>

#include <charconv>
#include <cstring>
#include <deque>
#include <limits>
#include <optional>

namespace barem::inline BAREM_VERSION_NAMESPACE {

namespace {

using form = column_view::form;

struct made_memory {
    std::deque<std::vector<std::string_view>> words;    ///< of dictionaries, and texts of utf8_view
    std::deque<std::vector<std::int32_t>> offsets;
};

std::optional<form> integers(std::string_view format) {
    if (format.size() != 1) return std::nullopt;
    switch (format[0]) {
        case 'c': return form::i8;
        case 'C': return form::u8;
        case 's': return form::i16;
        case 'S': return form::u16;
        case 'i': return form::i32;
        case 'I': return form::u32;
        case 'l': return form::i64;
        case 'L': return form::u64;
        default: return std::nullopt;
    }
}

/// Of `d:precision,scale` or `d:precision,scale,128`.
std::optional<unsigned> scale_of(std::string_view format) {
    auto const comma = format.find(',');
    if (!format.starts_with("d:") || comma == std::string_view::npos) return std::nullopt;
    auto const rest = format.substr(comma + 1);
    unsigned scale = 0;
    auto const [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), scale);
    std::string_view const width(end, static_cast<std::size_t>(rest.data() + rest.size() - end));
    if (error != std::errc() || (!width.empty() && width != ",128")) return std::nullopt;
    return scale;
}

/// What people call a type that is not taken.
std::string type_name(std::string_view format) {
    auto const called = [&](std::string_view name) { return fmt::format("{} (format `{}`)", name, format); };
    if (format == "e" || format == "f" || format == "g") return called("binary floating point, which is not exact");
    if (format.starts_with("d:")) return called("a decimal of another width");
    if (format.starts_with("ts") || format == "tdm") return called("a timestamp");
    if (format.starts_with("+vl") || format.starts_with("+vL")) return called("a list view");
    if (format.starts_with("+w")) return called("a list of fixed size");
    return fmt::format("format `{}`", format);
}

class importing {
public:
    explicit importing(made_memory& memory) : memory_(memory) {}

    /// `first`: where rows begin in the arrays of the fields; `rows` of them.
    batch_columns record(ArrowSchema const&, ArrowArray const&, std::int64_t first, std::int64_t rows);
    bool is_record(ArrowSchema const&, ArrowArray const&);
    /// Whether all of the array's own rows from `first` on have a value.
    bool has_all(ArrowArray const&, std::int64_t first, std::int64_t rows) const;
    void refuse(std::string expected, std::string found);
    issues problems;
    std::string path;

private:
    void field(batch_columns& to, ArrowSchema const&, ArrowArray const&, std::int64_t first, std::int64_t rows);
    void list(batch_columns& to, ArrowSchema const&, ArrowArray const&, std::int64_t at, std::int64_t rows);
    std::optional<column_view> scalar(ArrowSchema const&, ArrowArray const&, std::int64_t at, std::int64_t rows);
    bool has_buffers(ArrowArray const&, std::int64_t count, std::int64_t rows);
    std::optional<column_view> texts(std::string_view format, ArrowArray const&, std::int64_t at, std::int64_t rows);
    std::optional<column_view> text_views(ArrowArray const&, std::int64_t at, std::int64_t rows);
    std::optional<std::span<std::string_view const>> dictionary(ArrowSchema const&, ArrowArray const*);

    made_memory& memory_;
};

void importing::refuse(std::string expected, std::string found) {
    issue made;
    made.path = path;
    made.expected = std::move(expected);
    made.found = std::move(found);
    made.message = fmt::format("{}{}expected {}, found {}", made.path, made.path.empty() ? "" : ": ", made.expected, made.found);
    problems.push_back(std::move(made));
}

bool importing::has_buffers(ArrowArray const& array, std::int64_t count, std::int64_t rows) {
    bool good = array.n_buffers == count && array.buffers != nullptr;
    for (std::int64_t b = 1; good && rows != 0 && b != std::min<std::int64_t>(count, 2); ++b) good = array.buffers[b] != nullptr;
    if (!good) refuse(fmt::format("an array of {} buffers", count), "another");
    return good;
}

bool importing::has_all(ArrowArray const& array, std::int64_t first, std::int64_t rows) const {
    auto const* bits = array.n_buffers > 0 && array.buffers != nullptr && array.null_count != 0 ? static_cast<std::uint8_t const*>(array.buffers[0]) : nullptr;
    for (auto i = first; bits != nullptr && i != first + rows; ++i)
        if ((bits[i / 8] >> (i % 8) & 1) == 0) return false;
    return true;
}

std::optional<column_view> importing::texts(std::string_view format, ArrowArray const& array, std::int64_t at, std::int64_t rows) {
    if (!has_buffers(array, 3, rows)) return std::nullopt;
    column_view made;
    made.kind = format == "u" ? form::text32 : form::text64;
    made.data = array.buffers[1];
    made.bytes = static_cast<char const*>(array.buffers[2]);
    made.offset = static_cast<std::size_t>(at);
    made.rows = static_cast<std::size_t>(rows);
    // Arrow does not say how many bytes there are: the offset behind the last element does.
    if (made.data != nullptr)
        made.byte_count = format == "u" ? static_cast<std::size_t>(static_cast<std::int32_t const*>(made.data)[at + rows])
                                        : static_cast<std::size_t>(static_cast<std::int64_t const*>(made.data)[at + rows]);
    return made;
}

/// One element of utf8_view: short texts stand in it, longer ones in one of the buffers behind.
struct text_view_element {
    std::int32_t size;
    union {
        char within[12];
        struct {
            char prefix[4];
            std::int32_t buffer, offset;
        } behind;
    };
};
static_assert(sizeof(text_view_element) == 16);

/// The buffers: validity, elements, any number of texts, and last the sizes of these.
std::optional<column_view> importing::text_views(ArrowArray const& array, std::int64_t at, std::int64_t rows) {
    auto const count = array.n_buffers - 3;
    if (count < 0 || array.buffers == nullptr || (rows != 0 && array.buffers[1] == nullptr) || (count != 0 && array.buffers[count + 2] == nullptr)) {
        refuse("an array of 3 or more buffers", "another");
        return std::nullopt;
    }
    auto const* elements = static_cast<text_view_element const*>(array.buffers[1]) + at;
    auto const* sizes = static_cast<std::int64_t const*>(array.buffers[count + 2]);
    auto const* given = array.null_count != 0 ? static_cast<std::uint8_t const*>(array.buffers[0]) : nullptr;
    auto& views = memory_.words.emplace_back(static_cast<std::size_t>(rows));
    for (std::int64_t i = 0; i != rows; ++i) {
        auto const row = at + i;
        if (given != nullptr && (given[row / 8] >> (row % 8) & 1) == 0) continue;      // what stands there may be anything
        auto const& e = elements[i];
        if (e.size >= 0 && e.size <= 12) {
            views[static_cast<std::size_t>(i)] = {e.within, static_cast<std::size_t>(e.size)};
            continue;
        }
        auto const [prefix, buffer, offset] = e.behind;
        if (e.size < 0 || buffer < 0 || buffer >= count || offset < 0 || offset > sizes[buffer] - e.size) {
            refuse("texts within their buffers", fmt::format("one that ends behind them in row {}", i));
            return std::nullopt;
        }
        views[static_cast<std::size_t>(i)] = {static_cast<char const*>(array.buffers[buffer + 2]) + offset, static_cast<std::size_t>(e.size)};
    }
    column_view made;
    made.kind = form::views;
    made.data = views.data() - at;              // the bitmap keeps its offset
    made.offset = static_cast<std::size_t>(at);
    made.rows = views.size();
    return made;
}

std::optional<column_view> importing::scalar(ArrowSchema const& schema, ArrowArray const& array, std::int64_t at, std::int64_t rows) {
    std::string_view const format = schema.format;
    if (format == "u" || format == "U") return texts(format, array, at, rows);
    if (format == "vu") return text_views(array, at, rows);
    column_view made;
    made.offset = static_cast<std::size_t>(at);
    made.rows = static_cast<std::size_t>(rows);
    if (auto const integer = integers(format)) made.kind = *integer;
    else if (format == "tdD") made.kind = form::i32;
    else if (format == "b") made.kind = form::bits;
    else if (auto const scale = scale_of(format)) made.kind = form::i128, made.places = *scale;
    else {
        refuse("an integer, decimal128, bool, utf8, date32, struct or list of struct", type_name(format));
        return std::nullopt;
    }
    if (!has_buffers(array, 2, rows)) return std::nullopt;
    made.data = array.buffers[1];
    if (schema.dictionary == nullptr) return made;
    auto const words = dictionary(*schema.dictionary, array.dictionary);
    if (!words) return std::nullopt;
    made.words = *words;
    made.has_words = true;
    return made;
}

std::optional<std::span<std::string_view const>> importing::dictionary(ArrowSchema const& schema, ArrowArray const* entries) {
    std::string_view const of = schema.format;
    if (entries == nullptr || (of != "u" && of != "U" && of != "vu")) {
        refuse("a dictionary of utf8", "one of " + type_name(of));
        return std::nullopt;
    }
    auto const at = entries->offset;
    auto const words = of == "vu" ? text_views(*entries, at, entries->length) : texts(of, *entries, at, entries->length);
    if (!words) return std::nullopt;
    if (of == "vu") return memory_.words.back();
    auto& views = memory_.words.emplace_back();
    for (auto i = at; i != at + entries->length; ++i) {
        auto const add = [&](auto const* ends) { views.emplace_back(words->bytes + ends[i], static_cast<std::size_t>(ends[i + 1] - ends[i])); };
        if (of == "u") add(static_cast<std::int32_t const*>(words->data));
        else add(static_cast<std::int64_t const*>(words->data));
    }
    return views;
}

void importing::list(batch_columns& to, ArrowSchema const& schema, ArrowArray const& array, std::int64_t at, std::int64_t rows) {
    bool const large = std::string_view(schema.format) == "+L";
    if (schema.n_children != 1 || array.n_children != 1) return refuse("a list of struct", "another array");
    if (!has_buffers(array, 2, rows)) return;
    if (!has_all(array, at, rows)) return refuse("lists without nulls", "a null");
    ArrowArray const& elements = *array.children[0];
    if (!is_record(*schema.children[0], elements)) return;
    if (!has_all(elements, elements.offset, elements.length)) return refuse("elements without nulls", "a null");
    std::span<std::int32_t const> offsets;
    auto const count = static_cast<std::size_t>(rows) + 1;
    if (!large && array.buffers[1] != nullptr) {
        offsets = {static_cast<std::int32_t const*>(array.buffers[1]) + at, count};
    } else {
        auto& narrow = memory_.offsets.emplace_back(count, 0);
        if (array.buffers[1] != nullptr)
            for (std::size_t i = 0; i != count; ++i) {
                auto const wide = static_cast<std::int64_t const*>(array.buffers[1])[at + static_cast<std::int64_t>(i)];
                if (wide > std::numeric_limits<std::int32_t>::max()) return refuse("offsets of 31 bits", fmt::format("{}", wide));
                narrow[i] = static_cast<std::int32_t>(wide);
            }
        offsets = narrow;
    }
    to.set_list(schema.name, offsets, record(*schema.children[0], elements, elements.offset, elements.length));
}

void importing::field(batch_columns& to, ArrowSchema const& schema, ArrowArray const& array, std::int64_t first, std::int64_t rows) {
    std::string_view const format = schema.format;
    auto const at = array.offset + first;
    if (array.length < first + rows) return refuse(fmt::format("{} rows", first + rows), fmt::format("{}", array.length));
    if (format == "n") return;
    auto const* given = array.n_buffers > 0 && array.buffers != nullptr && array.null_count != 0 ? static_cast<std::uint8_t const*>(array.buffers[0]) : nullptr;
    if (format == "+l" || format == "+L") return list(to, schema, array, at, rows);
    if (format == "+s") {
        if (!is_record(schema, array)) return;
        auto const bits = given == nullptr ? std::span<std::uint8_t const>{} : std::span(given, static_cast<std::size_t>(at + rows) / 8 + 1);
        to.set_record(schema.name, record(schema, array, at, rows), bits, static_cast<std::size_t>(at));
        return;
    }
    auto column = scalar(schema, array, at, rows);
    if (!column) return;
    column->given = given;
    to.set(schema.name, *column);
}

bool importing::is_record(ArrowSchema const& schema, ArrowArray const& array) {
    bool const good = schema.format != nullptr && std::string_view(schema.format) == "+s" && schema.n_children == array.n_children;
    if (!good) refuse("a struct", schema.format == nullptr ? "nothing" : fmt::format("format `{}`", schema.format));
    return good;
}

batch_columns importing::record(ArrowSchema const& schema, ArrowArray const& array, std::int64_t first, std::int64_t rows) {
    batch_columns made(static_cast<std::size_t>(rows));
    auto const outside = path.size();
    for (std::int64_t c = 0; c != schema.n_children; ++c) {
        path += (outside == 0 ? "" : ".") + std::string(schema.children[c]->name == nullptr ? "" : schema.children[c]->name);
        field(made, *schema.children[c], *array.children[c], first, rows);
        path.resize(outside);
    }
    return made;
}

}  // namespace

result<arrow_columns, issues> import_arrow(ArrowSchema const& schema, ArrowArray const& array) {
    auto memory = std::make_shared<made_memory>();
    importing in(*memory);
    arrow_columns made;
    if (in.is_record(schema, array)) {
        if (!in.has_all(array, array.offset, array.length)) in.refuse("records without nulls", "a null");
        made.columns = in.record(schema, array, array.offset, array.length);
    }
    if (!in.problems.empty()) return std::move(in.problems);
    made.memory = std::move(memory);
    return made;
}

}  // namespace barem
