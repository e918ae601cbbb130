"""Rule sets: load, check, score, explain."""

from __future__ import annotations

import operator
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from barem import _arguments, _core, _tables
from barem._bound import Bound
from barem._errors import RecordError, Rejection
from barem._explanation import Explanation, WhatIf, WhyNot
from barem._records import id_of, meant
from barem._reports import Report, RuleSetError
from barem._results import Result, ScoredRecords
from barem._shape import Field, arrow_schema, fields_from

if TYPE_CHECKING:
    import pyarrow as pa

Record = Mapping[str, Any] | str | bytes
"""A dict, or the text of a JSON object."""

A_RECORD = "a dict, or a JSON object as str or bytes"
MOST_DIGITS = 1000


@dataclass(frozen=True)
class Examples:
    """What the examples of a rule set gave: how many expectations hold, and a finding for each that does not."""

    passed: int
    failures: Report


@dataclass(frozen=True)
class Version:
    """One of the rule sets of a folder, with the days on which it is effective, both included; None: open.

    A rule set that was loaded alone scores records of every date, whatever its `effective from` says: it is open on both sides.
    """

    rules: RuleSet
    since: date | None
    until: date | None
    file: str


class RuleSet(Bound):
    """Compiled rules: a rule set, or a folder of versions from which the record's date chooses. Immutable; use it from any number of threads.

    Made by load() and loads().
    """

    _in_its_stead = "load the rules in each process"

    def __init__(self, core: _core.Rules, findings: Report) -> None:
        if not isinstance(core, _core.Rules):
            raise TypeError("a RuleSet is made by barem.load() and barem.loads()")
        self._core = core
        self._findings = findings
        self._scorer: _tables.TableScorer | None = None

    @property
    def name(self) -> str:
        return self._core.name

    def label(self, lang: str = "") -> str:
        """The title in a language; in the rule set's own when none is named, or it has none in that one."""
        return self._core.label(_arguments.text("lang", lang))

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
        """Columns of a table that hold every record exactly; numbers without declared decimals have 9 places. A cast to it rounds floats: see decimals()."""
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
        made = self._core.with_parameter(_arguments.text("name", name), _as_written(f"parameter {name}", value))
        if isinstance(made, list):
            raise ValueError("\n".join(issue.message for issue in made))
        return RuleSet(made, self._findings)

    @overload
    def score(self, data: Record) -> Result: ...  # type: ignore[overload-overlap]  # a text is a sequence of texts
    @overload
    def score(self, data: Iterable[Record]) -> ScoredRecords: ...
    @overload
    def score(self, data: Any, *, threads: int = 1) -> _tables.ScoredTable: ...
    def score(self, data: Any, *, threads: int = 1) -> Result | ScoredRecords | _tables.ScoredTable:
        """Scores a record, a list of records, or a table.

        A record is a dict of None, bool, int, Decimal, Fraction, str, date, lists and dicts, or a JSON object as text; it is scored on its own.
        RecordError: it cannot be scored. A list is one roster: ranks and groups are counted within it, ids are told apart; what cannot be scored
        is in `rejected`. A table is whatever speaks the Arrow PyCapsule protocol (pyarrow, polars, DuckDB), or a pandas DataFrame; it is one roster where the rules have cohorts.
        ValueError: its columns do not fit. Other threads of Python run meanwhile; `threads` score parts of a table.
        """
        threads = _arguments.threads(threads)
        if _is_record(data):
            return self._score_one(data)
        if _tables.is_table(data):
            return self._table_scorer().score(data, threads)
        if isinstance(data, Iterable) and not isinstance(data, (bytearray, memoryview)):
            return self._score_roster(data)
        raise _arguments.misfit("data", "a dict, a list of dict or a table", data)

    def score_stream(self, data: Any, *, threads: int = 1) -> Iterator[_tables.ScoredTable]:
        """The same for a table that is larger than memory: a part at a time, as the producer gives them; all at once where rules have cohorts."""
        if not _tables.is_table(data):
            raise _arguments.misfit("data", "a table", data)
        return self._table_scorer().parts(data, _arguments.threads(threads))

    def explain(self, record: Record, lang: str = "en") -> Explanation:
        """Explains a record scored on its own: where the rules have cohorts, as if it were the whole roster, the first of one. ScoredRecords.explain()
        explains it among the others."""
        sheet = self._core.explain(self._read(record))
        if isinstance(sheet, list):
            raise RecordError(sheet)
        return Explanation(sheet, lang)

    def why_not(self, record: Record, level: str, lang: str = "en") -> WhyNot:
        """What stands between a record scored on its own and a level: `good`; where several classifications have it, `rating=good`,
        `tasks[2].status=overdue`. Where the rules have cohorts, `scored.explain(id).why_not(level)` tells of its place among the others. RecordError:
        there is no such level."""
        return self.explain(record, lang).why_not(level)

    def what_if(self, record: Record, changes: Mapping[str, Any], lang: str = "en") -> WhatIf:
        """What other inputs do to a record scored on its own, also where the rules have cohorts. `changes`: values by path, as issues name it: `{"tasks[2].done": True}`; any input
        but the key and whole lists. A text is as the rule set writes the value (`12.5%`, `good`), None is not given."""
        if not isinstance(changes, Mapping):
            raise _arguments.misfit("changes", "a dict of values by path", changes)
        texts = [(_arguments.text("a path of changes", path), _as_written(path, value)) for path, value in changes.items()]
        made = self._core.what_if(self._read(record), texts)
        if isinstance(made, list):
            raise RecordError(made)
        return WhatIf(made, lang)

    def _read(self, record: Record) -> _core.Record:
        if not _is_record(record):
            raise _arguments.misfit("record", A_RECORD, record)
        read = self._core.read(record)
        if isinstance(read, list):
            raise RecordError(meant(record, self._keys) or read)
        return read

    def _score_one(self, record: Record) -> Result:
        scored = self._core.score(record)
        if isinstance(scored, list):
            raise RecordError(meant(record, self._keys) or scored)
        return Result(scored)

    def _score_roster(self, records: Iterable[Record]) -> ScoredRecords:
        roster = _core.Roster(self._core)
        read: dict[str, _core.Record] = {}
        row_of: dict[str, int] = {}
        rejected: list[Rejection] = []
        for row, given in enumerate(records):
            record = self._core.read(given)
            added = record if isinstance(record, list) else roster.add(record)
            if isinstance(added, list):
                rejected.append(Rejection(row, id_of(given, self._keys), tuple(added)))
            elif not isinstance(record, list):
                row_of[added] = row
                read[added] = record
        results = [Result(outcome) for outcome in roster.finish()]
        for id, issues in roster.failures():
            rejected.append(Rejection(row_of[id], id, tuple(issues)))
            del read[id]
        return ScoredRecords(results, sorted(rejected, key=lambda r: r.row), roster, read, bool(rejected) and self.has_cohorts)

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        """The names of the key, which versions may call differently."""
        alone = [fields_from(version[0].fields()) for version in self._core.versions]
        return tuple(dict.fromkeys(field.name for fields in alone for field in fields if field.is_key))

    @cached_property
    def has_cohorts(self) -> bool:
        """Whether results rest on the other records of a roster: ranks, quotas, values of groups."""
        return any(_core.Scorer(version[0]).has_cohorts for version in self._core.versions)

    def _table_scorer(self) -> _tables.TableScorer:
        if self._scorer is None:
            self._scorer = _tables.TableScorer(_core.Scorer(self._core), self.fields)
        return self._scorer

    def __repr__(self) -> str:
        return f"<barem.RuleSet {self.name}>"


def load(path: str | os.PathLike[str]) -> RuleSet:
    """Compiles a file, or a folder of versions. OSError: it cannot be read; RuleSetError: it has errors."""
    return _compiled(*_core.load(_arguments.path(path)))


def loads(text: str, name: str = "rule set") -> RuleSet:
    """Compiles a text. `name` stands before line and column in findings. It cannot import files."""
    core, texts = _core.loads(_arguments.text("text", text), _arguments.text("name", name))
    hint = f"\n(`{text}` is the name of a file: barem.load() reads it)" if text.endswith(".barem") and "\n" not in text else ""
    return _compiled(core, texts, hint)


def check(path: str | os.PathLike[str]) -> Report:
    """Everything there is to say about a file or a folder of versions: errors, warnings and hints."""
    return Report(_core.check(_arguments.path(path)))


def check_text(text: str, name: str = "rule set") -> Report:
    """The same of a text."""
    return Report([_core.check_text(_arguments.text("text", text), _arguments.text("name", name))])


def _compiled(core: _core.Rules | None, texts: list[tuple[str, str]], hint: str = "") -> RuleSet:
    report = Report(texts)
    if core is None:
        raise RuleSetError(str(report) + hint, report)
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
        return format(value, "f") if abs(value.adjusted()) < MOST_DIGITS else str(value)
    if isinstance(value, str):
        return _arguments.text(path, str.__str__(value))            # of an enumeration: its text, not its name
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    try:
        number = operator.index(value)              # type: ignore[arg-type]
    except TypeError:
        raise _arguments.misfit(path, "a bool, int, decimal.Decimal, str, datetime.date or None", value) from None
    if abs(number) >= 10**MOST_DIGITS:
        raise ValueError(f"{path}: expected a number of at most {MOST_DIGITS} digits, found a longer one")
    return str(number)


def _is_record(data: Any) -> bool:
    return isinstance(data, (dict, str, bytes, Mapping))        # to ask for Mapping takes longest
