"""Records that cannot be scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


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
    """A record that was left out, and why. `row` counts from 0; `id` is None where it is not known."""

    row: int
    id: str | None
    issues: tuple[Issue, ...]

    def __str__(self) -> str:
        return f"row {self.row}: " + "; ".join(issue.message for issue in self.issues)
