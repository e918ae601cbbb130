"""Tables by the Arrow PyCapsule protocol: pyarrow, polars, DuckDB, and pandas by way of pyarrow."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING, Any

from barem import _core
from barem._errors import RecordError, Rejection
from barem._results import html_of_rejected

if TYPE_CHECKING:
    import pyarrow as pa


class ScoredTable:
    """The results of a table: a row for each of its rows, in their order; the key, if it was a column, then every output.

    Numbers are decimals of the output's digits, rounded half up. A row that could not be scored is null, but for its key, and is in `rejected`.
    """

    def __init__(self, arrow: pa.Table, rejected: list[Rejection], source: Any) -> None:
        self.arrow = arrow
        self.rejected = rejected
        self._source = source

    @property
    def table(self) -> Any:
        """A polars.DataFrame if polars came in, a pandas.DataFrame if pandas did, else a pyarrow.Table."""
        kind = _library(self._source)
        if kind == "polars":
            import polars

            return polars.DataFrame(self.arrow)
        if kind == "pandas":
            made = self.arrow.to_pandas()
            made.index = self._source.index
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
        return f"<barem.ScoredTable: {self.scored} scored, {len(self.rejected)} rejected>"

    def _repr_html_(self) -> str:
        shown = self.arrow.slice(0, 60).to_pylist()
        head = "".join(f"<th>{escape(name)}</th>" for name in self.arrow.column_names)
        rows = "".join("<tr>" + "".join(f"<td>{escape('' if v is None else str(v))}</td>" for v in row.values()) + "</tr>" for row in shown)
        more = f"<p>and {len(self) - len(shown)} more</p>" if len(self) > len(shown) else ""
        return f"<table><tr>{head}</tr>{rows}</table>{more}{html_of_rejected(self.rejected)}"


def is_table(data: Any) -> bool:
    return hasattr(data, "__arrow_c_stream__") or hasattr(data, "__arrow_c_array__") or _library(data) == "pandas"


def score(scorer: _core.Scorer, key: str, data: Any, threads: int) -> ScoredTable:
    import pyarrow as pa

    parts = list(score_parts(scorer, key, data, threads))
    return ScoredTable(pa.concat_tables([part.arrow for part in parts]), [r for part in parts for r in part.rejected], data)


def score_parts(scorer: _core.Scorer, key: str, data: Any, threads: int) -> Iterator[ScoredTable]:
    """At least one part, which says the columns of the results."""
    if threads < 1:
        raise ValueError(f"threads: expected 1 or more, found {threads}")
    import pyarrow as pa

    reader = _reader(data)
    if scorer.has_cohorts:
        whole = reader.read_all().combine_chunks().to_batches()
        batches = iter(whole)
    else:
        batches = iter(reader)
    row, done = 0, False
    for batch in batches:
        yield _score_batch(scorer, key, batch, threads, row, data)
        row, done = row + batch.num_rows, True
    if not done:
        empty = pa.RecordBatch.from_arrays([pa.array([], field.type) for field in reader.schema], schema=reader.schema)
        yield _score_batch(scorer, key, empty, threads, 0, data)


def _score_batch(scorer: _core.Scorer, key: str, batch: pa.RecordBatch, threads: int, first: int, source: Any) -> ScoredTable:
    import pyarrow as pa

    schema, array = batch.__arrow_c_array__()
    scored = scorer.score(schema, array, threads)
    if isinstance(scored, list):
        raise ColumnError(scored)
    schema, array, problems = scored
    outputs = pa.array(_Capsules(schema, array))
    names = [field.name for field in outputs.type]
    columns = [outputs.field(i) for i in range(len(names))]
    keys = batch.column(key) if key in batch.schema.names else None
    if keys is not None:
        names, columns = [key, *names], [keys, *columns]
    rejected = [Rejection(first + row, None if keys is None else _text(keys[row].as_py()), tuple(issues)) for row, issues in problems]
    return ScoredTable(pa.table(columns, names=names), rejected, source)


class ColumnError(RecordError):
    """A table whose columns do not fit the rules; nothing was scored."""

    def __str__(self) -> str:
        return super().__str__() + "\n(rules.arrow_schema() has columns that fit)"


class _Capsules:
    """What the extension gives, for pyarrow to take."""

    def __init__(self, schema: object, array: object) -> None:
        self._held = (schema, array)

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]:
        return self._held


def _reader(data: Any) -> pa.RecordBatchReader:
    try:
        import pyarrow as pa
    except ImportError as why:
        raise ImportError("tables need pyarrow: pip install 'barem[tables]'") from why

    if _library(data) == "pandas":
        return pa.Table.from_pandas(data, preserve_index=False).to_reader()
    if hasattr(data, "__arrow_c_stream__"):
        return pa.RecordBatchReader.from_stream(data)
    batch = pa.record_batch(data)
    return pa.RecordBatchReader.from_batches(batch.schema, [batch])


def _library(data: Any) -> str:
    """pandas speaks the protocol, too, but its index would come along as a column."""
    kind = type(data)
    return kind.__module__.partition(".")[0] if kind.__name__ == "DataFrame" else ""


def _text(id: object) -> str | None:
    return None if id is None else str(id)
