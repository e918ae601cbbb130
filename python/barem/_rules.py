"""Rule sets: load, check, score, explain."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, overload

from barem import _core, _tables
from barem._errors import RecordError, Rejection
from barem._explanation import Explanation, WhatIf, WhyNot
from barem._reports import Report, RuleSetError
from barem._results import Result, ScoredRecords
from barem._shape import Field, arrow_schema, fields_from

if TYPE_CHECKING:
    import pyarrow as pa

Record = Mapping[str, Any] | str | bytes
"""A dict, or the text of a JSON object."""


@dataclass(frozen=True)
class Examples:
    """What the examples of a rule set gave: how many expectations hold, and a finding for each that does not."""

    passed: int
    failures: Report


@dataclass(frozen=True)
class Version:
    """One of the rule sets of a folder, with the days on which it is effective, both included; None: open."""

    rules: RuleSet
    since: date | None
    until: date | None
    file: str


class RuleSet:
    """Compiled rules: a rule set, or a folder of versions from which the record's date chooses. Immutable; use it from any number of threads.

    Made by load() and loads().
    """

    def __init__(self, core: _core.Rules, findings: Report) -> None:
        self._core = core
        self._findings = findings
        self._scorer: _core.Scorer | None = None

    @property
    def name(self) -> str:
        return self._core.name

    def label(self, lang: str = "") -> str:
        """The title in a language; in the rule set's own when none is named, or it has none in that one."""
        return self._core.label(lang)

    @property
    def versions(self) -> list[Version]:
        """By date; the one version of a rule set on its own."""
        def day(text: str | None) -> date | None:
            return None if text is None else date.fromisoformat(text)

        return [Version(RuleSet(core, self._findings), day(since), day(until), file) for core, since, until, file in self._core.versions]

    @property
    def fields(self) -> tuple[Field, ...]:
        """The inputs of a record. ValueError for a folder of versions: ask one of them; so too schema(), arrow_schema() and test()."""
        return fields_from(self._core.fields())

    def schema(self) -> str:
        """JSON Schema (2020-12) of a record."""
        return self._core.schema()

    def arrow_schema(self) -> pa.Schema:
        """Columns of a table that hold every record exactly; numbers without declared decimals have 9 places."""
        return arrow_schema(self.fields)

    def check(self) -> Report:
        """The warnings and hints that compiling gave."""
        return self._findings

    def test(self) -> Examples:
        """Runs the examples of the rule set."""
        passed, failures = self._core.run_examples()
        return Examples(passed, Report([failures]))

    def with_parameter(self, name: str, value: object) -> RuleSet:
        """The same rules with another value of a parameter, as in the rule set: 950, "80%", "2024-01-31", "good". ValueError: it does not fit."""
        made = self._core.with_parameter(name, _as_written(f"parameter {name}", value))
        if isinstance(made, list):
            raise ValueError("\n".join(issue.message for issue in made))
        return RuleSet(made, self._findings)

    @overload
    def score(self, data: Record) -> Result: ...  # type: ignore[overload-overlap]  # a text is a sequence of texts
    @overload
    def score(self, data: Sequence[Record]) -> ScoredRecords: ...
    @overload
    def score(self, data: Any, *, threads: int = 1) -> _tables.ScoredTable: ...
    def score(self, data: Any, *, threads: int = 1) -> Result | ScoredRecords | _tables.ScoredTable:
        """Scores a record, a list of records, or a table.

        A record is a dict of None, bool, int, Decimal, Fraction, str, date, lists and dicts, or a JSON object as text; it is scored on its own.
        RecordError: it cannot be scored. A list is one roster: ranks and groups are counted within it, ids are told apart. A table is whatever
        speaks the Arrow PyCapsule protocol (pyarrow, polars, DuckDB), or a pandas DataFrame; it is one roster where the rules have cohorts.
        ValueError: its columns do not fit. Other threads of Python run meanwhile; `threads` score parts of a table.
        """
        if isinstance(data, (Mapping, str, bytes)):
            return self._score_one(data)
        if _tables.is_table(data):
            return _tables.score(self._table_scorer(), self._key(), data, threads)
        if isinstance(data, Iterable):
            return self._score_roster(data)
        raise TypeError(f"expected a dict, a list of dict or a table, found {type(data).__name__}")

    def score_stream(self, data: Any, *, threads: int = 1) -> Iterator[_tables.ScoredTable]:
        """The same for a table that is larger than memory: a part at a time, as the producer gives them; all at once where rules have cohorts."""
        if not _tables.is_table(data):
            raise TypeError(f"expected a table, found {type(data).__name__}")
        return _tables.score_parts(self._table_scorer(), self._key(), data, threads)

    def explain(self, record: Record, lang: str = "en") -> Explanation:
        """Explains a record scored on its own. ScoredRecords.explain() explains it among the others."""
        sheet = self._core.explain(self._read(record))
        if isinstance(sheet, list):
            raise RecordError(sheet)
        return Explanation(sheet, lang)

    def why_not(self, record: Record, level: str, lang: str = "en") -> WhyNot:
        """What stands between a record scored on its own and a level: `good`; where several classifications have it, `rating=good`,
        `tasks[2].status=overdue`. RecordError: there is no such level."""
        return self.explain(record, lang).why_not(level)

    def what_if(self, record: Record, changes: Mapping[str, Any], lang: str = "en") -> WhatIf:
        """What other inputs do to a record scored on its own. `changes`: values by path, as issues name it: `{"tasks[2].done": True}`; any input
        but the key and whole lists. A text is as the rule set writes the value (`12.5%`, `good`), None is not given."""
        texts = [(path, _as_written(path, value)) for path, value in changes.items()]
        made = self._core.what_if(self._read(record), texts)
        if isinstance(made, list):
            raise RecordError(made)
        return WhatIf(made, lang)

    def _read(self, record: Record) -> _core.Record:
        read = self._core.read(_plain(record))
        if isinstance(read, list):
            raise RecordError(read)
        return read

    def _score_one(self, record: Record) -> Result:
        scored = self._core.score(_plain(record))
        if isinstance(scored, list):
            raise RecordError(scored)
        return Result(scored)

    def _score_roster(self, records: Iterable[Record]) -> ScoredRecords:
        roster = _core.Roster(self._core)
        read: dict[str, _core.Record] = {}
        row_of: dict[str, int] = {}
        rejected: list[Rejection] = []
        for row, given in enumerate(records):
            record = self._core.read(_plain(given))
            added = record if isinstance(record, list) else roster.add(record)
            if isinstance(added, list):
                rejected.append(Rejection(row, None, tuple(added)))
            elif not isinstance(record, list):
                row_of[added] = row
                read[added] = record
        results = [Result(outcome) for outcome in roster.finish()]
        rejected += [Rejection(row_of[id], id, tuple(issues)) for id, issues in roster.failures()]
        for rejection in rejected:
            if rejection.id is not None:
                del read[rejection.id]
        return ScoredRecords(results, sorted(rejected, key=lambda r: r.row), roster, read)

    def _table_scorer(self) -> _core.Scorer:
        if self._scorer is None:
            self._scorer = _core.Scorer(self._core)
        return self._scorer

    def _key(self) -> str:
        return next(field.name for field in self.fields if field.is_key)

    def __repr__(self) -> str:
        return f"<barem.RuleSet {self.name}>"


def load(path: str | os.PathLike[str]) -> RuleSet:
    """Compiles a file, or a folder of versions. OSError: it cannot be read; RuleSetError: it has errors."""
    os.stat(path)
    return _compiled(*_core.load(os.fspath(path)))


def loads(text: str, name: str = "rule set") -> RuleSet:
    """Compiles a text. `name` stands before line and column in findings. It cannot import files."""
    return _compiled(*_core.loads(text, name))


def check(path: str | os.PathLike[str]) -> Report:
    """Everything there is to say about a file or a folder of versions: errors, warnings and hints."""
    os.stat(path)
    return Report(_core.check(os.fspath(path)))


def check_text(text: str, name: str = "rule set") -> Report:
    """The same of a text."""
    return Report([_core.check_text(text, name)])


def _compiled(core: _core.Rules | None, texts: list[tuple[str, str]]) -> RuleSet:
    report = Report(texts)
    if core is None:
        raise RuleSetError(str(report), report)
    return RuleSet(core, report)


def _as_written(path: str, value: object) -> str:
    """A value as rule sets write it. `path` names it in the error."""
    if value is None:
        return "nothing"
    if isinstance(value, float):
        raise TypeError(f"{path}: a float is not exact: give an int, a Decimal or a text")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, str | int | date):
        return str(value)
    raise TypeError(f"{path}: expected a bool, int, decimal.Decimal, str, datetime.date or None, found {type(value).__name__}")


def _plain(record: Record) -> object:
    if isinstance(record, (dict, str, bytes)):
        return record
    if isinstance(record, Mapping):
        return dict(record)
    raise TypeError(f"expected a dict or a text of JSON as a record, found {type(record).__name__}")
