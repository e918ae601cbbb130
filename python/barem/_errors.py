"""Records that cannot be scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from barem._core import Issue


class RecordError(ValueError):
    """A record that cannot be scored. `issues` says what is wrong, each with its path in the record."""

    def __init__(self, issues: Sequence[Issue]) -> None:
        super().__init__("\n".join(issue.message for issue in issues))
        self.issues = tuple(issues)


@dataclass(frozen=True)
class Rejection:
    """A record that was left out, and why. `row` counts from 0; `id` is None where it is not known."""

    row: int
    id: str | None
    issues: tuple[Issue, ...]

    def __str__(self) -> str:
        return f"row {self.row}: " + "; ".join(issue.message for issue in self.issues)
