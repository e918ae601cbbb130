#pragma once
// The Arrow C Data Interface: batches of records from any program that speaks it, one or a stream of them, scored where they lie in memory, and
// results likewise. Nothing of Arrow is linked. https://arrow.apache.org/docs/format/CDataInterface.html

#include <barem/arrow_abi.h>
#include <barem/batch.hpp>
#include <barem/export.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <span>

namespace barem::inline BAREM_VERSION_NAMESPACE {

/// Columns that point into Arrow arrays.
struct BAREM_API arrow_columns {
    batch_columns columns;
    std::shared_ptr<void const> memory;         ///< what had to be made: words of dictionaries, offsets of 64 bits
};

/// Views of a struct array whose fields are those of the roster's record. Neither is released or kept: both must outlive the columns.
///
/// | Arrow | field |
/// |---|---|
/// | int8 to int64, uint8 to uint64 | number, days of a date, position of a word |
/// | decimals of 32 to 256 bits (scale 0 to 38) | number |
/// | bool | truth |
/// | utf8, large_utf8, utf8_view | text, word by name, date as YYYY-MM-DD |
/// | dictionary of one of these with any of the integers | text, word, date |
/// | date32; date64 and timestamps without a time zone, at midnight | date |
/// | struct | record; where it is null the record is absent |
/// | list, large_list, lists of fixed size of struct, list views in order | list |
///
/// Slices (offsets) and validity bitmaps are honoured; a field of type null is one without a column. Issues name the field: a type that is
/// none of these (doubles among them: barem::decimals() takes them with declared places), nulls among lists or rows of the roster, two fields of
/// one name, arrays that do not belong to the schema, were released, or whose counts, offsets and positions lead outside. Arrow does not say how
/// large a buffer is: that one holds what the array counts is believed.
[[nodiscard]] BAREM_API result<arrow_columns, issues> import_arrow(ArrowSchema const& schema, ArrowArray const& array);

/// Scores what import_arrow() takes and exports the outputs as a struct array of the same length: numbers as decimal128 of the output's digits
/// (rounded half up), words as dictionary<int32, utf8>, truths as bool, dates as date32, texts as utf8. Rows that are rejected are null. Whoever calls
/// releases both by their `release`; nothing is exported when there are issues.
[[nodiscard]] BAREM_API result<batch_result, issues> score_arrow(batch_scorer& scorer, ArrowSchema const& schema, ArrowArray const& array,
                                                       ArrowSchema& out_schema, ArrowArray& out_array, batch_options const& options = {});

/// How a stream is scored.
struct BAREM_API arrow_stream_options {
    unsigned threads = 1;                       ///< over the rows of a batch; results do not depend on it
    /// Told of the rows that are rejected, in their order, before their batch is given; `row` counts over the whole stream. It is called by whoever
    /// pulls, and what it throws ends the stream. Empty: the first row that is rejected ends the stream, so that none is lost.
    std::function<void(std::span<batch_result::rejection const>)> rejected = {};
};

/// Scores a stream of record batches (the Arrow C Stream Interface): a stream of as many batches of as many rows, with the columns of score_arrow().
/// Rows that are rejected are null in each column, not in the struct, which consumers of record batches would refuse.
///
/// Nothing is read before it is asked for, and no more than one batch is in memory, of the source and of the results. Where rules have cohorts the
/// whole stream is one roster: the first batch that is asked for reads the source to its end, and keeps a record for each row.
///
/// Issues when the source has no schema or one that does not fit; then it is still the caller's. Otherwise it is taken over: its `release` is null,
/// and the stream that is returned releases it. That one belongs to one thread at a time, and to whoever releases it. An error ends it; its
/// get_last_error() says which batch, row and column, each counted from 0, and what was expected and found there.
[[nodiscard]] BAREM_API result<ArrowArrayStream, issues> score_arrow_stream(ruleset const& rules, ArrowArrayStream& source,
                                                                            arrow_stream_options const& options = {});

}  // namespace barem
