#pragma once
// The Arrow C Data Interface: batches of records from any program that speaks it, scored where they lie in memory, and results as an Arrow array.
// Nothing of Arrow is linked. https://arrow.apache.org/docs/format/CDataInterface.html

#include <barem/arrow_abi.h>
#include <barem/batch.hpp>
#include <barem/export.hpp>

#include <cstdint>
#include <memory>

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

}  // namespace barem
