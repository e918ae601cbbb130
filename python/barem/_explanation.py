"""Why a record was scored as it was."""

from __future__ import annotations

import json
from html import escape
from typing import Any

from barem import _core


class Explanation:
    """The sheet of one record, for the person concerned. Complete in English ("en") and Vietnamese ("vi"); shown as a page in notebooks."""

    def __init__(self, sheet: _core.Explanation, lang: str) -> None:
        self._sheet = sheet
        self.lang = lang

    def text(self, lang: str | None = None) -> str:
        return self._sheet.text(lang or self.lang)

    def markdown(self, lang: str | None = None) -> str:
        return self._sheet.markdown(lang or self.lang)

    def html(self, lang: str | None = None) -> str:
        """One page that needs nothing else and prints on A4."""
        return self._sheet.html(lang or self.lang)

    def json(self) -> str:
        """Everything the sheets show, in both languages, with exact values."""
        return self._sheet.json()

    def data(self) -> dict[str, Any]:
        """json() as objects; exact values are texts."""
        held: dict[str, Any] = json.loads(self._sheet.json())
        return held

    def __str__(self) -> str:
        return self.text()

    def _repr_html_(self) -> str:
        # A page of its own: its styles must not reach the notebook.
        return f'<iframe srcdoc="{escape(self.html())}" style="width: 100%; height: 40em; border: 1px solid #ccc"></iframe>'
