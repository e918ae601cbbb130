"""Results of records."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import overload

from barem import _arguments, _core
from barem._bound import Bound
from barem._errors import RecordError, Rejection, Rejections, counted, who_counts
from barem._explanation import Explanation
from barem._html import Cell, cell, table

Value = bool | Decimal | Fraction | str | date | None
"""Of an output: numbers are Decimal, or Fraction where they are no finite decimal; words and texts are str; None is absent."""


class Result(Bound, Mapping[str, Value]):
    """The outputs of one record by name, exactly, in the order of the rule set."""

    __slots__ = ("_outcome", "_values")
    _in_its_stead = "take dict() of it"

    def __init__(self, outcome: _core.Outcome) -> None:
        self._outcome = outcome
        self._values = outcome.values()

    @property
    def id(self) -> str:
        return self._outcome.id

    def __getitem__(self, name: str) -> Value:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def text(self, name: str) -> str:
        """As results print it: numbers rounded half up to the digits of the output (`1012.50`)."""
        return self._outcome.text(self._known(name))

    def exact(self, name: str) -> str:
        """As text, exactly: `1012.5`, `100/3`; empty when absent."""
        return self._outcome.exact(self._known(name))

    def label(self, name: str, lang: str = "") -> str:
        """For a person: a word by its label in a language, or in the rule set's own; else as text()."""
        return self._outcome.label(self._known(name), _arguments.text("lang", lang))

    def to_json(self, exact: bool = False) -> str:
        """One object: the key, then every output. `exact`: numbers as texts, never rounded."""
        return self._outcome.to_json(_arguments.truth("exact", exact))

    def _known(self, name: str) -> str:
        if _arguments.text("name", name) not in self._values:
            raise KeyError(name)
        return name

    def __repr__(self) -> str:
        return f"<barem.Result {self.id!r}: " + ", ".join(f"{name}={self.text(name)}" for name in self) + ">"

    def _repr_html_(self) -> str:
        return _html_table([self])


class ScoredRecords(Bound, Sequence[Result]):
    """The results of a roster in its order, by position or by id. Records that could not be scored are in `rejected`, none is lost.

    Ranks, quotas and values of groups count those that were scored, not the rejected.
    """

    _in_its_stead = "take dict() of its results"

    def __init__(self, results: list[Result], rejected: list[Rejection], roster: _core.Roster, records: dict[str, _core.Record],
                 has_cohorts: bool) -> None:
        self._results = results
        self.rejected: list[Rejection] = Rejections(rejected)
        self._roster = roster
        self._records = records
        self._has_cohorts = has_cohorts

    def __len__(self) -> int:
        return len(self._results)

    @overload
    def __getitem__(self, index: int | str) -> Result: ...
    @overload
    def __getitem__(self, index: slice) -> list[Result]: ...
    def __getitem__(self, index: int | str | slice) -> Result | list[Result]:
        """By position, or by id. KeyError: none of that id was scored; it says whether it was rejected."""
        if not isinstance(index, str):
            return self._results[index]
        self._record(index)
        return self._results[self._at[index]]

    def __contains__(self, wanted: object) -> bool:
        """A result, or the id of one."""
        return wanted in self._records if isinstance(wanted, str) else wanted in self._results

    def explain(self, id: str, lang: str = "en") -> Explanation:
        """Explains a scored record, with its place among the others. KeyError: none of that id was scored; it says whether it was rejected."""
        made = self._roster.explain(self._record(_arguments.text("id", id)))
        if isinstance(made, list):
            raise RecordError(made)
        return Explanation(made, lang)

    @cached_property
    def _at(self) -> dict[str, int]:
        return {result.id: at for at, result in enumerate(self._results)}

    def _record(self, id: str) -> _core.Record:
        if id in self._records:
            return self._records[id]
        if rejected := next((r for r in self.rejected if r.id == id), None):
            raise UnknownId(f"`{id}` was rejected: {rejected}")
        near = difflib.get_close_matches(id, self._records, n=1)
        raise UnknownId(f"none of the records has the id `{id}`" + (f": did you mean `{near[0]}`?" if near else ""))

    def __repr__(self) -> str:
        return f"<barem.ScoredRecords: {counted(len(self), len(self.rejected), self._has_cohorts)}>"

    def _repr_html_(self) -> str:
        return _html_table(self._results) + html_of_rejected(self.rejected, len(self), self._has_cohorts)


class UnknownId(KeyError):
    """A KeyError whose text is for people; KeyError itself prints it as if it were a key."""

    def __str__(self) -> str:
        return str(self.args[0])


def html_of_rejected(rejected: Sequence[Rejection], scored: int, has_cohorts: bool) -> str:
    if not rejected:
        return ""
    counts = f"<p>{who_counts(scored, len(rejected))}</p>" if has_cohorts else ""
    return Rejections(rejected)._repr_html_() + counts


def _html_table(results: Sequence[Result]) -> str:
    if not results:
        return "<p>no results</p>"
    rows = ([Cell(r.id), *(Cell(r.label(name), cell(r[name]).is_number) for name in r)] for r in results)
    return table(["id", *results[0]], rows, len(results))
