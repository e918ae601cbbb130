"""Results of records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from html import escape
from typing import overload

from barem import _arguments, _core
from barem._bound import Bound
from barem._errors import RecordError, Rejection
from barem._explanation import Explanation

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
    """The results of a roster in its order. Records that could not be scored are in `rejected`, none is lost."""

    _in_its_stead = "take dict() of its results"

    def __init__(self, results: list[Result], rejected: list[Rejection], roster: _core.Roster, records: dict[str, _core.Record]) -> None:
        self._results = results
        self.rejected = rejected
        self._roster = roster
        self._records = records

    def __len__(self) -> int:
        return len(self._results)

    @overload
    def __getitem__(self, index: int) -> Result: ...
    @overload
    def __getitem__(self, index: slice) -> list[Result]: ...
    def __getitem__(self, index: int | slice) -> Result | list[Result]:
        return self._results[index]

    def explain(self, id: str, lang: str = "en") -> Explanation:
        """Explains a scored record, with its place among the others. KeyError: none of that id was scored."""
        made = self._roster.explain(self._records[_arguments.text("id", id)])
        if isinstance(made, list):
            raise RecordError(made)
        return Explanation(made, lang)

    def __repr__(self) -> str:
        return f"<barem.ScoredRecords: {len(self)} scored, {len(self.rejected)} rejected>"

    def _repr_html_(self) -> str:
        return _html_table(self._results) + html_of_rejected(self.rejected)


def html_of_rejected(rejected: Sequence[Rejection], shown: int = 20) -> str:
    if not rejected:
        return ""
    lines = "".join(f"<li>{escape(str(r))}</li>" for r in rejected[:shown])
    more = f"<li>and {len(rejected) - shown} more</li>" if len(rejected) > shown else ""
    return f"<p>{len(rejected)} rejected:</p><ul>{lines}{more}</ul>"


def _html_table(results: Sequence[Result], shown: int = 60) -> str:
    if not results:
        return "<p>no results</p>"
    head = "".join(f"<th>{escape(name)}</th>" for name in results[0])
    rows = "".join(
        f"<tr><th>{escape(r.id)}</th>" + "".join(f"<td>{escape(r.label(name))}</td>" for name in r) + "</tr>" for r in results[:shown])
    more = f"<p>and {len(results) - shown} more</p>" if len(results) > shown else ""
    return f"<table><tr><th></th>{head}</tr>{rows}</table>{more}"
