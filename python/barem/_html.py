"""Tables of notebooks. Styles stand in each cell, for notebooks strip style sheets and align all cells to the right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from html import escape

MOST_ROWS = 20


@dataclass(frozen=True)
class Cell:
    text: str
    is_number: bool = False


def cell(value: object) -> Cell:
    """A value as it stands; nothing is an empty cell."""
    is_number = isinstance(value, (int, Decimal, Fraction)) and not isinstance(value, bool)
    return Cell("" if value is None else str(value), is_number)


def table(head: Sequence[str], rows: Iterable[Sequence[Cell]], of: int, remarks: Sequence[str] | None = None) -> str:
    """The first MOST_ROWS of `rows`, of which there are `of`. `remarks`: for each row that is shown; one that has a remark is marked by it."""
    shown = [row for _, row in zip(range(MOST_ROWS), rows)]
    lines = []
    for at, row in enumerate(shown):
        remark = remarks[at] if remarks else ""
        mark = f' title="{escape(remark)}" style="background: rgba(255, 160, 0, 0.25)"' if remark else ""
        lines.append(f"<tr{mark}>" + "".join(_td("td", c) for c in row) + "</tr>")
    names = "".join(_td("th", Cell(name, any(row[at].is_number for row in shown))) for at, name in enumerate(head))
    more = f"<p>… {of - MOST_ROWS} more</p>" if of > MOST_ROWS else ""
    return f"<table><tr>{names}</tr>{''.join(lines)}</table>{more}"


def _td(tag: str, c: Cell) -> str:
    return f'<{tag} style="padding: 2px 12px; text-align: {"right" if c.is_number else "left"}">{escape(c.text)}</{tag}>'
