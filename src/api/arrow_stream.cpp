// A stream of record batches, scored as it is pulled.
#include <barem/arrow.hpp>

#include "api/arrow_empty.hpp"
#include "api/arrow_export.hpp"
#include "api/arrow_owned.hpp"
#include "api/implementation.hpp"
#include "batch/column_roster.hpp"
#include "source/display.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <new>
#include <optional>
#include <string>
#include <vector>

namespace barem::from_arrow {

namespace {

using into_arrow::exported_results;

/// Ends a stream.
struct stream_failure {
    int code;
    std::string message;
};

/// On one line: what get_last_error() tells.
std::string in_one_line(issues const& problems) {
    std::string made;
    for (auto const& p : problems) made += (made.empty() ? "" : "; ") + p.message;
    return made;
}

/// What a source says about the call that failed.
std::string reason_of(ArrowArrayStream& source, int code) {
    auto const* told = source.get_last_error(&source);
    return fmt::format("error {} of the source{}{}", code, told == nullptr ? "" : ": ", told == nullptr ? "" : printable(std::string_view(told).substr(0, 1000)));
}

issues stream_issue(std::string path, std::string expected, std::string found) {
    issue made;
    made.message = fmt::format("{}{}expected {}, found {}", path, path.empty() ? "" : ": ", expected, found);
    made.path = std::move(path);
    made.expected = std::move(expected);
    made.found = std::move(found);
    return {made};
}

issues missing_callback(ArrowArrayStream const& source) {
    if (source.release == nullptr) return stream_issue("source", "a stream", "one that was released");
    for (auto const& [is_there, name] : {std::pair(source.get_schema != nullptr, "get_schema"), std::pair(source.get_next != nullptr, "get_next"),
                                         std::pair(source.get_last_error != nullptr, "get_last_error")})
        if (!is_there) return stream_issue(std::string("source.") + name, "a function", "NULL");
    return {};
}

class scored_stream {
public:
    scored_stream(ruleset const& rules, arrow_stream_options const& options)
        : options_(options), scorer_(rules), rules_(rules.inner()), columns_(rules_.rules()), outputs_(rules_.rules()) {}

    /// Takes the source over when there are no issues.
    issues open(ArrowArrayStream& source);

    void give_schema(ArrowSchema& out);
    /// Nothing at the end.
    void give_next(ArrowArray& out) { scorer_.has_cohorts() ? next_of_roster(out) : next_batch(out); }

    /// What it is called for: `work`. 0, or the error code.
    template <typename F>
    int run(F work) noexcept;
    [[nodiscard]] char const* last_error() const { return code_ == 0 ? nullptr : error_; }

private:
    [[nodiscard]] bool read(owned<ArrowArray>& into);
    [[nodiscard]] arrow_columns import(ArrowArray const& batch);
    void next_batch(ArrowArray& out);
    void read_roster();
    void next_of_roster(ArrowArray& out);
    void tell(std::vector<batch_result::rejection>& rejected);
    void give(exported_results& results, ArrowArray& out, std::size_t rows);
    [[noreturn]] void fail(int code, std::string const& what) const { throw stream_failure{code, fmt::format("batch {}: {}", batch_, what)}; }

    arrow_stream_options options_;
    batch_scorer scorer_;
    ruleset::implementation const& rules_;          ///< the scorer keeps them
    owned<ArrowArrayStream> source_;
    owned<ArrowSchema> schema_;
    std::size_t batch_ = 0, row_ = 0;               ///< the next one, and its first row in the stream
    bool is_at_end_ = false;

    // Where all rows are one roster.
    batch::bound_columns columns_;
    batch::bound_outputs outputs_;
    std::optional<batch::column_roster> roster_;
    std::vector<std::size_t> rows_of_;              ///< by batch

    int code_ = 0;                                  ///< of the error that ended it
    std::string message_;
    char const* error_ = nullptr;
};

// ── the source ──────────────────────────────────────────────────────────────────────────────────────────────────

issues scored_stream::open(ArrowArrayStream& source) {
    if (auto broken = missing_callback(source); !broken.empty()) return broken;
    if (int const code = source.get_schema(&source, schema_.out()); code != 0) {
        schema_.forget();
        return stream_issue("source", "a schema", reason_of(source, code));
    }
    if (!schema_) return stream_issue("source", "a schema", "one that was released");
    empty_array const nothing(*schema_);
    auto const read = import_arrow(*schema_, *nothing);
    if (!read) return read.error();
    batch_outputs const none;
    if (auto const fits = scorer_.score(read->columns, none); !fits) return fits.error();
    *source_.out() = source;
    source.release = nullptr;
    return {};
}

/// False at the end.
bool scored_stream::read(owned<ArrowArray>& into) {
    if (is_at_end_) return false;
    if (int const code = source_->get_next(source_.out(), into.out()); code != 0) {
        into.forget();
        fail(code, reason_of(*source_, code));
    }
    is_at_end_ = !into;
    return !is_at_end_;
}

arrow_columns scored_stream::import(ArrowArray const& batch) {
    auto made = import_arrow(*schema_, batch);
    if (!made) fail(EINVAL, in_one_line(made.error()));
    return *std::move(made);
}

// ── results ─────────────────────────────────────────────────────────────────────────────────────────────────────

void scored_stream::give_schema(ArrowSchema& out) {
    exported_results none(rules_.rules(), 0);
    owned<ArrowArray> array;
    none.give(out, *array);
}

/// Of the batch: rows count from its first.
void scored_stream::tell(std::vector<batch_result::rejection>& rejected) {
    if (rejected.empty()) return;
    if (!options_.rejected) {
        auto const& first = rejected.front();
        fail(EINVAL, fmt::format("row {} (row {} of the stream): {}", first.row, row_ + first.row, in_one_line(first.problems)));
    }
    for (auto& r : rejected) r.row += row_;
    options_.rejected(rejected);
}

/// The columns of a stream are the same in each batch.
void scored_stream::give(exported_results& results, ArrowArray& out, std::size_t rows) {
    owned<ArrowSchema> schema;
    owned<ArrowArray> array;
    results.give(*schema, *array);
    if (auto const& name = results.wide_output(); !name.empty())
        fail(EOVERFLOW, fmt::format("{}: expected less than 2 GiB of texts in a batch, found more: give smaller batches", name));
    out = array.give_away();
    ++batch_;
    row_ += rows;
}

void scored_stream::next_batch(ArrowArray& out) {
    owned<ArrowArray> batch;
    if (!read(batch)) return;
    auto const in = import(*batch);
    exported_results results(rules_.rules(), in.columns.rows());
    auto scored = scorer_.score(in.columns, results.outputs(), {.threads = options_.threads});
    if (!scored) fail(EINVAL, in_one_line(scored.error()));
    tell(scored->rejected);
    give(results, out, in.columns.rows());
}

/// To its end. A batch is released as soon as its records are there.
void scored_stream::read_roster() {
    auto& roster = roster_.emplace(rules_);
    for (;; ++batch_) {
        owned<ArrowArray> batch;
        if (!read(batch)) break;
        auto const in = import(*batch);
        if (auto const problems = columns_.bind(in.columns); !problems.empty()) fail(EINVAL, in_one_line(problems));
        roster.add(columns_, in.columns.rows());
        rows_of_.push_back(in.columns.rows());
    }
    batch_ = 0;
    roster.finish();
}

void scored_stream::next_of_roster(ArrowArray& out) {
    if (!roster_) read_roster();
    if (batch_ == rows_of_.size()) return;
    auto const rows = rows_of_[batch_];
    exported_results results(rules_.rules(), rows);
    if (auto const problems = outputs_.bind(results.outputs(), rows); !problems.empty()) fail(EINVAL, in_one_line(problems));
    auto scored = roster_->write(outputs_, {}, rows);
    tell(scored.rejected);
    give(results, out, rows);
}

// ── the callbacks ───────────────────────────────────────────────────────────────────────────────────────────────

template <typename F>
int scored_stream::run(F work) noexcept {
    if (code_ != 0) return code_;
    auto const ended = [this](int code, char const* why) {
        code_ = code;
        error_ = why;
        return code;
    };
    try {
        try {
            work();
            return 0;
        } catch (stream_failure& f) {
            message_ = std::move(f.message);
            return ended(f.code, message_.c_str());
        } catch (std::bad_alloc const&) {
            throw;
        } catch (std::exception const& e) {
            message_ = fmt::format("batch {}: {}", batch_, printable(e.what()));
            return ended(EIO, message_.c_str());
        }
    } catch (std::bad_alloc const&) {
        return ended(ENOMEM, "out of memory");
    } catch (...) {
        return ended(EIO, "an exception of no known kind");
    }
}

scored_stream& stream_of(ArrowArrayStream* stream) { return *static_cast<scored_stream*>(stream->private_data); }

int get_scored_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    *out = {};
    return stream_of(stream).run([&] { stream_of(stream).give_schema(*out); });
}

int get_next_scored(ArrowArrayStream* stream, ArrowArray* out) {
    *out = {};
    return stream_of(stream).run([&] { stream_of(stream).give_next(*out); });
}

char const* get_stream_error(ArrowArrayStream* stream) { return stream_of(stream).last_error(); }

void release_scored(ArrowArrayStream* stream) {
    delete &stream_of(stream);
    stream->release = nullptr;
}

}  // namespace

}  // namespace barem::from_arrow

namespace barem::inline BAREM_VERSION_NAMESPACE {

result<ArrowArrayStream, issues> score_arrow_stream(ruleset const& rules, ArrowArrayStream& source, arrow_stream_options const& options) {
    using namespace from_arrow;
    auto made = std::make_unique<scored_stream>(rules, options);
    if (auto problems = made->open(source); !problems.empty()) return problems;
    return ArrowArrayStream{get_scored_schema, get_next_scored, get_stream_error, release_scored, made.release()};
}

}  // namespace barem
