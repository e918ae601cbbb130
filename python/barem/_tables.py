"""Tables by the Arrow PyCapsule protocol: pyarrow, polars, DuckDB, and pandas by way of pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from barem import _arguments, _core
from barem._errors import Issue, RecordError, Rejection, Rejections, counted
from barem._html import MOST_ROWS, cell, table
from barem._results import html_of_rejected
from barem._shape import Field, arrow_schema, need_pyarrow

if TYPE_CHECKING:
    import pyarrow as pa


class ScoredTable:
    """The results of a table: a row for each of its rows, in their order; the key, if it was a column, then every output.

    Numbers are decimals of the output's digits, rounded half up. A row that could not be scored is null, but for its key, and is in `rejected`.
    """

    def __init__(self, arrow: pa.Table, rejected: list[Rejection], library: str = "", index: Any = None, *, has_cohorts: bool = False,
                 first: int = 0) -> None:
        self.arrow = arrow
        self.rejected: list[Rejection] = Rejections(rejected)
        self._has_cohorts = has_cohorts
        self._first = first
        self._library = library
        self._index = index

    @property
    def table(self) -> Any:
        """A polars.DataFrame if polars came in, a pandas.DataFrame if pandas did, else a pyarrow.Table."""
        if self._library == "polars":
            import polars

            return polars.DataFrame(self.arrow)
        if self._library == "pandas":
            made = self.arrow.to_pandas()
            if self._index is not None:
                made.index = self._index
            return made
        return self.arrow

    @property
    def scored(self) -> int:
        return len(self) - len(self.rejected)

    def __len__(self) -> int:
        return int(self.arrow.num_rows)

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.arrow.__arrow_c_stream__(requested_schema)

    def __repr__(self) -> str:
        return f"<barem.ScoredTable: {counted(self.scored, len(self.rejected), self._has_cohorts)}>"

    def _repr_html_(self) -> str:
        rows = self.arrow.slice(0, MOST_ROWS).to_pylist()
        why = {r.row - self._first: str(r) for r in self.rejected}
        shown = table(self.arrow.column_names, ([cell(v) for v in row.values()] for row in rows), len(self), [why.get(at, "") for at in range(len(rows))])
        return shown + html_of_rejected(self.rejected, self.scored, self._has_cohorts)


def is_table(data: Any) -> bool:
    speaks = hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__") or library_of(data) == "pandas"
    return speaks and not isinstance(data, type)


class TableScorer:
    """Scores tables by the rules of one version."""

    def __init__(self, core: _core.Scorer, fields: tuple[Field, ...]) -> None:
        self.core = core
        self._fields = fields
        self._key = next(field.name for field in fields if field.is_key)

    def score(self, data: Any, threads: int) -> ScoredTable:
        parts = list(self.parts(data, threads))
        import pyarrow as pa                    # which parts() told if it is not there

        index = data.index if library_of(data) == "pandas" else None
        rejected = [r for part in parts for r in part.rejected]
        return ScoredTable(pa.concat_tables([part.arrow for part in parts]), rejected, library_of(data), index, has_cohorts=self.core.has_cohorts)

    def parts(self, data: Any, threads: int) -> Iterator[ScoredTable]:
        """At least one part, which says the columns of the results."""
        return self._parts(self._reader(data), threads, library_of(data))

    def _parts(self, reader: pa.RecordBatchReader, threads: int, library: str) -> Iterator[ScoredTable]:
        import pyarrow as pa

        batches = iter(reader.read_all().combine_chunks().to_batches() if self.core.has_cohorts else reader)
        row, done = 0, False
        for batch in batches:
            yield self._score_batch(batch, threads, row, library)
            row, done = row + batch.num_rows, True
        if not done:
            empty = pa.RecordBatch.from_arrays([pa.array([], field.type) for field in reader.schema], schema=reader.schema)
            yield self._score_batch(empty, threads, 0, library)

    def _score_batch(self, batch: pa.RecordBatch, threads: int, first: int, library: str) -> ScoredTable:
        import pyarrow as pa

        if batch.num_rows == 0:
            batch = pa.RecordBatch.from_arrays([self._typed(name, batch.column(i)) for i, name in enumerate(batch.schema.names)], batch.schema.names)
        without_list = self._rows_without_list(batch)
        outputs, problems = self._outputs(batch, threads) if not without_list else self._outputs_of_others(batch, threads, without_list)
        names = [field.name for field in outputs.type]
        columns = [outputs.field(i) for i in range(len(names))]
        keys = batch.column(self._key) if self._key in batch.schema.names else None
        if keys is not None:
            names, columns = [self._key, *names], [keys, *columns]
        rejected = [Rejection(first + row, None if keys is None else _text(keys[row].as_py()), tuple(issues)) for row, issues in problems]
        return ScoredTable(pa.table(columns, names=names), rejected, library, has_cohorts=self.core.has_cohorts, first=first)

    def _outputs(self, batch: pa.RecordBatch, threads: int) -> tuple[pa.StructArray, list[tuple[int, list[Issue]]]]:
        import pyarrow as pa

        schema, array = batch.__arrow_c_array__()
        scored = self.core.score(schema, array, threads)
        if isinstance(scored, list):
            raise ColumnError(scored)
        schema, array, problems = scored
        return pa.array(_Capsules(schema, array)), problems

    def _outputs_of_others(self, batch: pa.RecordBatch, threads: int, left_out: dict[int, list[Issue]]) -> tuple[pa.StructArray, list[tuple[int, list[Issue]]]]:
        """Of the rows that have their lists; the rows that are left out are null."""
        import pyarrow as pa

        ends = [*sorted(left_out), batch.num_rows]
        runs = [batch.slice(begin, end - begin) for begin, end in zip([0, *(row + 1 for row in ends)], ends)]
        (others,) = pa.Table.from_batches(runs).combine_chunks().to_batches() or [batch.slice(0, 0)]
        outputs, problems = self._outputs(others, threads)
        rows = [row for row in range(batch.num_rows) if row not in left_out]
        place = {row: at for at, row in enumerate(rows)}
        told = left_out | {rows[at]: issues for at, issues in problems}
        return outputs.take(pa.array(map(place.get, range(batch.num_rows)), pa.int64())), sorted(told.items())

    def _rows_without_list(self, batch: pa.RecordBatch) -> dict[int, list[Issue]]:
        """The extension takes no null for a list: such a row is rejected here, as the record would be."""
        import pyarrow.compute as pc

        made: dict[int, list[Issue]] = {}
        for field in self._fields:
            column = batch.column(field.name) if field.kind == "list" and batch.schema.names.count(field.name) == 1 else None
            if column is not None and column.null_count and _is_list(column.type):
                for row in pc.indices_nonzero(column.is_null()).to_pylist():
                    made.setdefault(row, []).append(problem(field.name, field.expected, "nothing"))
        return made

    def _reader(self, data: Any) -> pa.RecordBatchReader:
        return self._from_pandas(data).to_reader() if library_of(data) == "pandas" else reader_of(data)

    def _from_pandas(self, frame: Any) -> pa.Table:
        """Column by column, so that what does not fit is told by its column; without the index."""
        need_pyarrow()
        import pyarrow as pa

        columns: dict[str, pa.Array] = {}
        problems = []
        for at, name in enumerate(map(str, frame.columns)):
            if name in columns:
                problems.append(problem(name, "one column of this name", "two"))
                continue
            try:
                columns[name] = self._typed(name, pa.array(frame.iloc[:, at], from_pandas=True))
            except (pa.ArrowException, TypeError, ValueError, OverflowError) as why:
                columns[name] = None
                problems.append(problem(name, "values that Arrow has one type for", str(why)))
        if problems:
            raise ColumnError(problems)
        return pa.table(columns)

    def _typed(self, name: str, column: pa.Array) -> pa.Array:
        """A column without any value says nothing of its type: it has that of its field."""
        import pyarrow as pa

        says_nothing = pa.types.is_null(column.type) or (pa.types.is_floating(column.type) and column.null_count == len(column))
        type = self._types.get(name) if says_nothing else None
        return column if type is None else pa.nulls(len(column), type)

    @cached_property
    def _types(self) -> dict[str, pa.DataType]:
        return {field.name: field.type for field in arrow_schema(self._fields)}


def reader_of(data: Any) -> pa.RecordBatchReader:
    """Of what speaks the protocol."""
    need_pyarrow()
    import pyarrow as pa

    try:
        if hasattr(data, "__arrow_c_stream__"):
            return pa.RecordBatchReader.from_stream(data)
        batch = pa.record_batch(data)
    except (pa.ArrowInvalid, pa.ArrowTypeError) as why:
        if _arguments.is_series(data):
            raise _arguments.misfit("data", "a table", data) from why
        raise TypeError(f"data: expected a table, found {_arguments.kind(data)} ({why})") from why
    return pa.RecordBatchReader.from_batches(batch.schema, [batch])


def _is_list(type: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_list(type) or pa.types.is_large_list(type) or pa.types.is_fixed_size_list(type))


def problem(column: str, expected: str, found: str) -> Issue:
    return Issue(column, expected, found, f"{column}: expected {expected}, found {found}", "", "")


class ColumnError(RecordError):
    """A table whose columns do not fit the rules; nothing was scored."""

    def __str__(self) -> str:
        has_floats = any("binary floating point" in issue.found for issue in self.issues)
        exactly = "barem.decimals(table) does that without rounding; " if has_floats else ""
        return f"{super().__str__()}\n({exactly}rules.arrow_schema() has columns that fit)"


class _Capsules:
    """What the extension gives, for pyarrow to take."""

    def __init__(self, schema: object, array: object) -> None:
        self._held = (schema, array)

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        return self._held


def library_of(data: Any) -> str:
    """pandas speaks the protocol, too, but its index would come along as a column."""
    kind = type(data)
    return kind.__module__.partition(".")[0] if kind.__name__ == "DataFrame" else ""


def _text(id: object) -> str | None:
    return None if id is None else str(id)
