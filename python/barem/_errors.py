"""Records that cannot be scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from barem._html import Cell, cell, table


@dataclass(frozen=True, slots=True)
class Issue:
    """What is wrong with a record."""

    path: str
    """Where in the record, such as `tasks[2].volume`; empty: the record itself."""
    expected: str
    found: str
    message: str
    """All of it in one line."""
    rule: str
    """The definition that could not be evaluated; empty: the input is wrong."""
    citation: str
    """Of that definition, such as `Art. 7.2`."""

    def __str__(self) -> str:
        return self.message


class RecordError(ValueError):
    """A record that cannot be scored. `issues` says what is wrong, each with its path in the record."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__("\n".join(issue.message for issue in issues))
        self.issues = tuple(issues)

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.issues,)           # processes of a pool hand errors on


@dataclass(frozen=True)
class Rejection:
    """A record that was left out, and why. `row` counts from 0; `id` is None where it cannot be read or is no text."""

    row: int
    id: str | None
    issues: tuple[Issue, ...]

    def __str__(self) -> str:
        named = f" ({self.id})" if self.id else ""
        return f"row {self.row}{named}: " + "; ".join(issue.message for issue in self.issues)


class Rejections(list[Rejection]):
    """By row; a table in notebooks."""

    def _repr_html_(self) -> str:
        if not self:
            return "<p>none rejected</p>"
        rows = ([cell(r.row), cell(r.id), Cell("; ".join(issue.message for issue in r.issues))] for r in self)
        return f"<p>{len(self)} rejected:</p>" + table(["row", "id", "why"], rows, len(self))


def counted(scored: int, rejected: int, has_cohorts: bool) -> str:
    """How many, and that the rejected have no place among the others."""
    told = f"{scored} scored, {rejected} rejected"
    return told + (f"; {who_counts(scored, rejected)}" if rejected and has_cohorts else "")


def who_counts(scored: int, rejected: int) -> str:
    """What the program `barem` says of it."""
    return f"ranks and groups count the {scored} scored, not the {rejected} rejected"
