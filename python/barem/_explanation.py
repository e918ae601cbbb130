"""Why a record was scored as it was, and what would be otherwise: sheets for the person concerned."""

from __future__ import annotations

import json
from html import escape
from typing import Any, Generic, TypeVar

from barem import _arguments, _core
from barem._bound import Bound
from barem._errors import RecordError

Told = TypeVar("Told", _core.Explanation, _core.Comparison, _core.Obstacles)


class Sheet(Bound, Generic[Told]):
    """Complete in English ("en") and Vietnamese ("vi"); shown as a page in notebooks."""

    _in_its_stead = "take its text(), html() or json()"

    def __init__(self, sheet: Told, lang: str) -> None:
        self._sheet: Told = sheet
        self.lang = _arguments.language(lang)

    def text(self, lang: str | None = None) -> str:
        return self._sheet.text(self._in(lang))

    def markdown(self, lang: str | None = None) -> str:
        return self._sheet.markdown(self._in(lang))

    def html(self, lang: str | None = None) -> str:
        """One page that needs nothing else and prints on A4."""
        return self._sheet.html(self._in(lang))

    def json(self) -> str:
        """Everything the sheets show, in both languages, with exact values."""
        return self._sheet.json()

    def data(self) -> dict[str, Any]:
        """json() as objects; exact values are texts."""
        held: dict[str, Any] = json.loads(self._sheet.json())
        return held

    def _in(self, lang: str | None) -> str:
        return self.lang if lang is None else _arguments.language(lang)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"<barem.{type(self).__name__}: lang={self.lang!r}>"

    def _repr_html_(self) -> str:
        # A page of its own: its styles must not reach the notebook.
        return f'<iframe srcdoc="{escape(self.html())}" style="width: 100%; height: 40em; border: 1px solid #ccc"></iframe>'


class WhyNot(Sheet[_core.Obstacles]):
    """Which conditions stand between a record and a level, and by how much each is missed."""

    @property
    def reached(self) -> bool:
        """Whether nothing stands between: the record has the level."""
        return self._sheet.reached

    @property
    def changes(self) -> dict[str, str]:
        """Other inputs, as the rule set writes them, with which the record has the level, everything else as it is; what_if() takes them.

        Each of them is needed. Found by trying: none may be found although there are some.
        """
        return dict(self._sheet.changes)


class WhatIf(Sheet[_core.Comparison]):
    """What other inputs do to a record: its outputs before and after, and what they rest on."""

    @property
    def changes_outputs(self) -> bool:
        return self._sheet.changes_outputs


class Explanation(Sheet[_core.Explanation]):
    """The sheet of one record."""

    def why_not(self, level: str) -> WhyNot:
        """What stands between the record and a level, as RuleSet.why_not(); of a record of a roster with its place among the others."""
        made = self._sheet.why_not(_arguments.text("level", level))
        if isinstance(made, list):
            raise RecordError(made)
        return WhyNot(made, self.lang)
