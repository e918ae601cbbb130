#include "api/arrow_export.hpp"

#include "api/implementation.hpp"
#include "number/large.hpp"

#include <barem/arrow.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <limits>
#include <new>
#include <string>

namespace barem::into_arrow {

namespace {

using program::type_kind;

template <typename Struct>
void release_exported(Struct* s) {
    for (std::int64_t c = 0; c != s->n_children; ++c)
        if (s->children[c]->release != nullptr) s->children[c]->release(s->children[c]);
    if (s->dictionary != nullptr && s->dictionary->release != nullptr) s->dictionary->release(s->dictionary);
    s->release = nullptr;
    delete static_cast<std::shared_ptr<exported>*>(s->private_data);
}

/// Zeros, which the system gives when they are touched: a length that a producer only claims costs nothing before the columns are looked at.
template <typename T>
std::span<T> allocate(exported& in, std::size_t count) {
    auto& block = in.memory.emplace_back(std::calloc(count + 1, sizeof(T)), &std::free);
    if (block == nullptr) throw std::bad_alloc();
    return {static_cast<T*>(block.get()), count};
}

ArrowSchema new_schema(std::shared_ptr<exported> const& in, std::string format, std::string name, std::int64_t flags) {
    ArrowSchema made{};
    made.format = in->texts.emplace_back(std::move(format)).c_str();
    made.name = in->texts.emplace_back(std::move(name)).c_str();
    made.flags = flags;
    made.release = release_exported<ArrowSchema>;
    made.private_data = new std::shared_ptr<exported>(in);
    return made;
}

/// `given`: null, or the validity bitmap.
ArrowArray new_array(std::shared_ptr<exported> const& in, std::size_t rows, std::vector<void const*> buffers) {
    ArrowArray made{};
    made.length = static_cast<std::int64_t>(rows);
    made.null_count = buffers[0] == nullptr ? 0 : -1;
    auto& kept = in->buffers.emplace_back(std::move(buffers));
    made.n_buffers = static_cast<std::int64_t>(kept.size());
    made.buffers = kept.data();
    made.release = release_exported<ArrowArray>;
    made.private_data = new std::shared_ptr<exported>(in);
    return made;
}

/// Texts: offsets and bytes.
template <typename Offset>
std::vector<void const*> offsets_and_bytes(exported& in, void const* given, std::span<std::string const> texts, std::size_t size) {
    auto const offsets = allocate<Offset>(in, texts.size() + 1);
    auto const bytes = allocate<char>(in, size);
    std::size_t end = 0;
    for (std::size_t i = 0; i != texts.size(); ++i) {
        if (!texts[i].empty()) std::memcpy(bytes.data() + end, texts[i].data(), texts[i].size());
        offsets[i + 1] = static_cast<Offset>(end += texts[i].size());
    }
    return {given, offsets.data(), bytes.data()};
}

/// As utf8, `format`; as large_utf8 where that is too small.
std::vector<void const*> text_buffers(exported& in, void const* given, std::span<std::string const> texts, std::string& format) {
    std::size_t size = 0;
    for (auto const& t : texts) size += t.size();
    bool const is_small = size <= std::numeric_limits<std::int32_t>::max();
    format = is_small ? "u" : "U";
    return is_small ? offsets_and_bytes<std::int32_t>(in, given, texts, size) : offsets_and_bytes<std::int64_t>(in, given, texts, size);
}

}  // namespace

exported_results::exported_results(program::program const& rules, std::size_t rows) : rules_(rules), rows_(rows), in_(std::make_shared<exported>()) {
    auto const& kind = rules.records[rules.roster_record];
    for (auto const& o : kind.outputs) start(kind.members[o.member], o.digits);
}

void exported_results::start(program::member const& m, unsigned digits) {
    auto& in = *in_;
    column made{&m, digits, allocate<std::uint8_t>(in, rows_ / 8 + 1), {}, {}, {}, {}};
    switch (m.type.kind) {
        case type_kind::number:
            made.counts = allocate<int128>(in, rows_);
            outputs_.set(m.name, output_view{output_view::form::i128, made.counts.data(), nullptr, rows_, made.given.data()});
            break;
        case type_kind::truth:
            made.bits = allocate<std::uint8_t>(in, rows_ / 8 + 1);
            outputs_.set(m.name, into_truth_bits(made.bits.data(), rows_).where(made.given));
            break;
        case type_kind::text:
            made.texts.resize(rows_);
            outputs_.set(m.name, into_texts(made.texts).where(made.given));
            break;
        default:
            made.integers = allocate<std::int32_t>(in, rows_);
            outputs_.set(m.name, into_counts(made.integers).where(made.given));
    }
    columns_.push_back(std::move(made));
}

void exported_results::finish(column& c) {
    auto const& m = *c.member;
    void const* given = c.given.data();
    std::string format;
    std::vector<void const*> buffers;
    if (m.type.kind == type_kind::number) {
        format = fmt::format("d:38,{}", c.digits);
        buffers = {given, c.counts.data()};
    } else if (m.type.kind == type_kind::truth) {
        format = "b";
        buffers = {given, c.bits.data()};
    } else if (m.type.kind == type_kind::text) {
        buffers = text_buffers(*in_, given, c.texts, format);
        if (format == "U") wide_ = m.name;
    } else {
        format = m.type.kind == type_kind::date ? "tdD" : "i";
        buffers = {given, c.integers.data()};
    }
    auto& schema = in_->schemas.emplace_back(new_schema(in_, format, m.name, ARROW_FLAG_NULLABLE));
    auto& array = in_->arrays.emplace_back(new_array(in_, rows_, std::move(buffers)));
    if (m.type.kind == type_kind::word) {
        std::vector<std::string> words;
        for (auto const& w : rules_.enums[m.type.of].words) words.push_back(w.name);
        auto held = text_buffers(*in_, nullptr, words, format);
        schema.dictionary = &in_->schemas.emplace_back(new_schema(in_, format, "", 0));
        array.dictionary = &in_->arrays.emplace_back(new_array(in_, words.size(), std::move(held)));
        if (rules_.enums[m.type.of].ordered) schema.flags |= ARROW_FLAG_DICTIONARY_ORDERED;
    }
    in_->child_schemas.push_back(&schema);
    in_->child_arrays.push_back(&array);
}

void exported_results::give(ArrowSchema& schema, ArrowArray& array, std::span<row_status const> status) {
    for (auto& c : columns_) finish(c);
    bool const has_nulls = std::ranges::find(status, row_status::rejected) != status.end();
    auto const given = allocate<std::uint8_t>(*in_, rows_ / 8 + 1);
    for (std::size_t row = 0; row != status.size(); ++row)
        if (status[row] == row_status::scored) given[row / 8] = static_cast<std::uint8_t>(given[row / 8] | 1U << row % 8);
    schema = new_schema(in_, "+s", "", has_nulls ? ARROW_FLAG_NULLABLE : 0);
    schema.n_children = static_cast<std::int64_t>(in_->child_schemas.size());
    schema.children = in_->child_schemas.data();
    array = new_array(in_, rows_, {has_nulls ? given.data() : nullptr});
    array.n_children = static_cast<std::int64_t>(in_->child_arrays.size());
    array.children = in_->child_arrays.data();
}

}  // namespace barem::into_arrow

namespace barem::inline BAREM_VERSION_NAMESPACE {

result<batch_result, issues> score_arrow(batch_scorer& scorer, ArrowSchema const& schema, ArrowArray const& array, ArrowSchema& out_schema,
                                         ArrowArray& out_array, batch_options const& options) {
    auto read = import_arrow(schema, array);
    if (!read) return std::move(read.error());
    into_arrow::exported_results results(scorer.rules().inner().rules(), read->columns.rows());
    std::vector<row_status> status(read->columns.rows());
    results.outputs().set_status(status);
    auto scored = scorer.score(read->columns, results.outputs(), options);
    if (scored) results.give(out_schema, out_array, status);
    return scored;
}

}  // namespace barem
