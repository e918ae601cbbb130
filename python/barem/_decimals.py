"""Floats as decimals, on request: which decimal a float was meant to be, only its owner knows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from numbers import Rational, Real
from typing import TYPE_CHECKING, Any

from barem import _arguments
from barem._tables import ColumnError, is_table, library_of, problem, reader_of

if TYPE_CHECKING:
    import pyarrow as pa

MOST_DIGITS = 38                # of a decimal that barem reads from columns
SMALLEST = 1e-20                # below, pyarrow misreads texts
SCALES = (0, 1, 2, 3, 4, 6, 9, 12, 18)


def decimals(data: Any) -> Any:
    """Floats as the decimals that Python prints them as, the shortest that no other float is nearer to: 8.55 is 8.55, and 0.1 + 0.2 is
    0.30000000000000004. Nothing is rounded: what has more decimals than its field allows is rejected when it is scored, on its own.

    Of a record or a list of records, such; of a frame of pandas or polars, a frame; of any other table, a pyarrow.Table, all of it in memory.
    All else is left as it is. NaN of pandas is a missing value. ValueError: a column of another table has NaN or an infinity, or numbers that
    do not fit 38 digits together.
    """
    if isinstance(data, (str, bytes, Mapping)):
        return _value(data)
    if is_table(data):
        return _frame_of_pandas(data) if library_of(data) == "pandas" else _table(data)
    if isinstance(data, Iterable) and not isinstance(data, (bytearray, memoryview)):
        return [_value(record) for record in data]
    raise _arguments.misfit("data", "a dict, a list of dict or a table", data)


def _value(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: _value(held) for name, held in value.items()}
    if isinstance(value, (list, tuple)):
        return [_value(held) for held in value]
    if isinstance(value, Real) and not isinstance(value, Rational) and math.isfinite(value):
        return Decimal(float.__repr__(value) if isinstance(value, float) else str(value))       # floats of numpy print in their own precision
    return value


def _table(data: Any) -> Any:
    import pyarrow as pa

    table = reader_of(data).read_all()
    made = pa.table([_column(name, column) for name, column in zip(table.column_names, table.columns)], names=table.column_names)
    if library_of(data) != "polars":
        return made
    import polars

    return polars.DataFrame(made)


def _frame_of_pandas(frame: Any) -> Any:
    import pandas
    import pyarrow as pa

    made = frame.copy(deep=False)
    for at, name in enumerate(frame.columns):
        try:
            column = pa.array(frame.iloc[:, at], from_pandas=True)
        except (pa.ArrowException, TypeError, ValueError, OverflowError):
            continue                                    # told by its column when it is scored
        if _has_floats(column.type) and column.null_count != len(column):
            made.isetitem(at, pandas.arrays.ArrowExtensionArray(_column(str(name), column)))
    return made


def _has_floats(type: pa.DataType) -> bool:
    import pyarrow as pa

    return pa.types.is_floating(type) or any(_has_floats(type.field(i).type) for i in range(type.num_fields))


def _column(name: str, column: pa.Array | pa.ChunkedArray) -> pa.Array | pa.ChunkedArray:
    """By way of texts: to cast floats to decimals rounds."""
    import pyarrow as pa

    if not _has_floats(column.type):
        return column
    try:
        smallest, largest = _extent(_leaves(name, column))
        room = MOST_DIGITS - len(str(int(largest))) - 1
        texts = column.cast(_with_floats_as(pa.string(), column.type))
        for scale in [s for s in (*SCALES, room) if 0 <= s <= room and smallest >= SMALLEST]:
            try:
                return texts.cast(_with_floats_as(pa.decimal128(MOST_DIGITS, scale), column.type))
            except pa.ArrowInvalid:                     # more decimals than that
                continue
    except pa.ArrowException as why:
        raise ColumnError([problem(name, "floats that can be made decimals", str(why))]) from why
    together = f"numbers of at most {MOST_DIGITS} digits before and behind the point together"
    raise ColumnError([problem(name, together, f"sizes from {smallest} to {largest}: round them")])


def _leaves(name: str, column: pa.Array | pa.ChunkedArray) -> Iterator[pa.Array]:
    """The floats of a column that are not null, wherever in it they are."""
    import pyarrow as pa
    import pyarrow.compute as pc

    for chunk in column.chunks if isinstance(column, pa.ChunkedArray) else [column]:
        if pa.types.is_floating(chunk.type):
            if not pc.all(pc.fill_null(pc.is_finite(chunk), True)).as_py():
                found = next(value for value in chunk.to_pylist() if value is not None and not math.isfinite(value))
                raise ColumnError([problem(name, "finite numbers, and null where there is none", str(found))])
            yield chunk
        elif _has_floats(chunk.type):
            for part in chunk.flatten() if pa.types.is_struct(chunk.type) else [chunk.flatten()]:
                yield from _leaves(name, part)


def _extent(leaves: Iterator[pa.Array]) -> tuple[float, float]:
    """The smallest and the largest size of what is not zero. pyarrow makes wrong decimals, without a word, of texts of numbers for which there
    is no room, and of very small ones."""
    import pyarrow.compute as pc

    smallest, largest = math.inf, 0.0
    for leaf in leaves:
        found = pc.min_max(pc.abs(leaf.filter(pc.not_equal(leaf, 0)))).as_py()
        if found["max"] is not None:
            smallest, largest = min(smallest, found["min"]), max(largest, found["max"])
    return smallest, largest


def _with_floats_as(other: pa.DataType, type: pa.DataType) -> pa.DataType:
    import pyarrow as pa

    if pa.types.is_floating(type):
        return other
    if pa.types.is_struct(type):
        return pa.struct([field.with_type(_with_floats_as(other, field.type)) for field in type])
    if pa.types.is_list(type) or pa.types.is_large_list(type) or pa.types.is_fixed_size_list(type):
        of = type.value_field.with_type(_with_floats_as(other, type.value_type))
        return pa.large_list(of) if pa.types.is_large_list(type) else pa.list_(of, type.list_size if pa.types.is_fixed_size_list(type) else -1)
    return type
