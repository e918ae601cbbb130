"""Rosters and results in files. Parquet and Arrow go by record batches; CSV and JSON lines by records, so that their numbers stay exact."""

from __future__ import annotations

import csv
import errno
import json
import os
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa
import pyarrow.parquet as pq
from tqdm import tqdm

from barem._errors import Issue, Rejection
from barem._rules import Record, RuleSet
from barem._shape import Field


def score(rules: RuleSet, roster: Path, output: Path, threads: int) -> tuple[int, list[Rejection]]:
    """Writes the results; the output appears when it is complete, or not at all. How many were scored, and the others."""
    reader = _by_ending(roster, {".parquet": _read_parquet, ".arrow": _read_arrow, ".csv": _read_csv, ".jsonl": _read_json_lines})
    writer = _by_ending(output, {".parquet": _parquet, ".arrow": _arrow, ".csv": _csv, ".jsonl": _json_lines})
    partial = output.with_name(output.name + ".part")
    try:
        if output.is_dir():
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        partial.open("wb").close()
    except OSError as why:
        raise OSError(why.errno, why.strerror, os.fspath(output)) from None
    try:
        rejected: list[Rejection] = []
        scored = 0
        with ExitStack() as open_files:
            write: Callable[[pa.Table], None] | None = None
            for table, problems, count in reader(rules, roster, threads, open_files):
                if write is None:
                    write = writer(partial, table.schema, open_files)
                write(table)
                rejected += problems
                scored += count
        os.replace(partial, output)
        return scored, rejected
    except (csv.Error, UnicodeError, pa.ArrowInvalid) as why:
        raise ValueError(f"{roster}: {why}") from why
    finally:
        partial.unlink(missing_ok=True)


T = TypeVar("T")
Part = tuple[pa.Table, list[Rejection], int]


def _by_ending(path: Path, forms: dict[str, T]) -> T:
    if path.suffix not in forms:
        raise ValueError(f"{path}: expected a file that ends in {', '.join(forms)}")
    return forms[path.suffix]


# ── what is read ────────────────────────────────────────────────────────────────────────────────────────────────


def _read_parquet(rules: RuleSet, path: Path, threads: int, open_files: ExitStack) -> Iterator[Part]:
    file = open_files.enter_context(pq.ParquetFile(path))
    reader = pa.RecordBatchReader.from_batches(file.schema_arrow, file.iter_batches())
    return _parts(rules, reader, file.metadata.num_rows, threads)


def _read_arrow(rules: RuleSet, path: Path, threads: int, open_files: ExitStack) -> Iterator[Part]:
    """An IPC file, or a stream, which has no first word."""
    mapped = open_files.enter_context(pa.memory_map(os.fspath(path)))
    is_file = mapped.read(6) == b"ARROW1"
    mapped.seek(0)
    if not is_file:
        return _parts(rules, pa.ipc.open_stream(mapped), None, threads)
    file = pa.ipc.open_file(mapped)
    batches = (file.get_batch(i) for i in range(file.num_record_batches))
    return _parts(rules, pa.RecordBatchReader.from_batches(file.schema, batches), None, threads)


def _parts(rules: RuleSet, reader: pa.RecordBatchReader, rows: int | None, threads: int) -> Iterator[Part]:
    with tqdm(total=rows, unit="rows", unit_scale=True, disable=None) as bar:
        for part in rules.score_stream(reader, threads=threads):
            bar.update(len(part))
            yield part.arrow, part.rejected, part.scored


def _read_csv(rules: RuleSet, path: Path, threads: int, open_files: ExitStack) -> Iterator[Part]:
    file = csv.reader(open_files.enter_context(path.open(encoding="utf-8-sig", newline="")), strict=True)
    names = next(file, [])
    _check_header(path, names, rules.fields)
    fields = [next(field for field in rules.fields if field.name == name) for name in names]

    key = next((at for at, field in enumerate(fields) if field.is_key), len(names))

    def record(cells: list[str]) -> Record | Rejection:
        if len(cells) == len(names):
            return {field.name: _cell(field, text) for field, text in zip(fields, cells)}
        expected, found = f"{len(names)} cells as in the header", str(len(cells))
        id = cells[key] or None if key < len(cells) else None
        return Rejection(0, id, (Issue("", expected, found, f"expected {expected}, found {found}", "", ""),))

    return _scored(rules, (record(cells) for cells in file if cells))


def _check_header(path: Path, names: list[str], fields: Sequence[Field]) -> None:
    if not names:
        raise ValueError(f"{path}: expected a header, found {'an empty line' if path.stat().st_size else 'an empty file'}")
    known = {field.name for field in fields}
    if separator := next((name for sign, name in ((";", "`;`"), ("\t", "tabs")) if len(names) == 1 and sign in names[0]), None):
        raise ValueError(f"{path}:1: expected cells with `,` between them, found {separator} (the program `barem score` takes these as well)")
    problems = [f"the column `{name}` is there {names.count(name)} times" for name in dict.fromkeys(names) if names.count(name) > 1]
    problems += [f"`{name}` is no field of the records" for name in dict.fromkeys(names) if name not in known]
    problems += [f"no column is called `{field.name}`" for field in fields if field.is_required and field.name not in names]
    if problems:
        raise ValueError("\n".join(f"{path}:1: {problem}" for problem in problems))


NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def _cell(field: Field, text: str) -> object:
    """What a cell says; a text that is none of its kind stays one, and is refused as such. An empty cell is absent."""
    if not text:
        return None
    if field.kind in ("integer", "number"):
        return Decimal(text) if NUMBER.fullmatch(text) else text
    if field.kind == "bool":
        return {"true": True, "false": False}.get(text, text)
    return text


def _read_json_lines(rules: RuleSet, path: Path, threads: int, open_files: ExitStack) -> Iterator[Part]:
    file = open_files.enter_context(path.open("rb"))
    return _scored(rules, (line for line in file if line.strip()))


def _scored(rules: RuleSet, records: Iterator[Record | Rejection]) -> Iterator[Part]:
    """As one roster: ids are told apart, ranks counted. A part without rows tells the columns, of which results do not say the types."""
    schema = rules.score(rules.arrow_schema().empty_table()).arrow.schema
    read = list(enumerate(tqdm(records, unit="records", unit_scale=True, disable=None)))
    refused = [replace(record, row=row) for row, record in read if isinstance(record, Rejection)]
    sound = [(row, record) for row, record in read if not isinstance(record, Rejection)]
    scored = rules.score([record for _, record in sound])
    rejected = refused + [replace(r, row=sound[r.row][0]) for r in scored.rejected]
    rows = [{schema.names[0]: r.id, **{name: _printed(r.text(name), r[name]) for name in r}} for r in scored]
    yield pa.Table.from_pylist(rows, schema=schema), sorted(rejected, key=lambda r: r.row), len(rows)


def _printed(text: str, value: Any) -> Any:
    """Numbers as tables hold them: rounded half up to the digits of the output."""
    return value if value is None or isinstance(value, (bool, str)) or hasattr(value, "isoformat") else Decimal(text)


# ── what is written ─────────────────────────────────────────────────────────────────────────────────────────────


def _parquet(path: Path, schema: pa.Schema, open_files: ExitStack) -> Callable[[pa.Table], None]:
    to: Callable[[pa.Table], None] = open_files.enter_context(pq.ParquetWriter(path, schema)).write_table
    return to


def _arrow(path: Path, schema: pa.Schema, open_files: ExitStack) -> Callable[[pa.Table], None]:
    to: Callable[[pa.Table], None] = open_files.enter_context(pa.ipc.new_file(os.fspath(path), schema)).write_table
    return to


def _csv(path: Path, schema: pa.Schema, open_files: ExitStack) -> Callable[[pa.Table], None]:
    file = open_files.enter_context(path.open("w", encoding="utf-8", newline=""))
    to = csv.writer(file, lineterminator="\n")
    to.writerow(schema.names)

    def write(table: pa.Table) -> None:
        for row in table.to_pylist():
            to.writerow("" if v is None else str(v).lower() if isinstance(v, bool) else str(v) for v in row.values())

    return write


def _json_lines(path: Path, schema: pa.Schema, open_files: ExitStack) -> Callable[[pa.Table], None]:
    file = open_files.enter_context(path.open("w", encoding="utf-8"))

    def text(value: object) -> str:
        return str(value) if isinstance(value, Decimal) else json.dumps(value, ensure_ascii=False, default=str)

    def write(table: pa.Table) -> None:
        for row in table.to_pylist():
            file.write("{" + ", ".join(f"{json.dumps(name, ensure_ascii=False)}: {text(v)}" for name, v in row.items()) + "}\n")

    return write
