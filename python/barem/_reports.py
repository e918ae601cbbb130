"""Findings of rule sets as objects."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal, overload

Severity = Literal["error", "warning", "hint"]


@dataclass(frozen=True)
class Label:
    """A place in the text with a short remark. Lines and columns count from 1."""

    file: str
    line: int
    column: int
    text: str


@dataclass(frozen=True)
class Edit:
    """What stands in the place of bytes [begin, end) of a file."""

    file: str
    begin: int
    end: int
    replacement: str


@dataclass(frozen=True)
class Fix:
    """A way to mend a finding. A safe one changes the result of no record."""

    what: str
    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True)
class Diagnostic:
    """One finding. `code` is stable; `witness` is an example that shows it, such as `excess = 10.5%`, or empty.

    Lines and columns count from 1; None where a finding has no place, such as that of a file that cannot be read.
    """

    code: str
    severity: Severity
    message: str
    file: str
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    labels: tuple[Label, ...]
    notes: tuple[str, ...]
    help: str
    witness: str
    witness_record: str
    fixes: tuple[Fix, ...]
    acknowledged: str | None

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.severity}[{self.code}]: {self.message}"


class Report(Sequence[Diagnostic]):
    """The findings of a rule set, in the order of their places. `str()` of it is the report that `barem check` prints."""

    def __init__(self, reports: Iterable[tuple[str, str]]) -> None:
        self._findings: list[Diagnostic] = []
        texts = []
        for data, text in reports:
            self._findings += [_diagnostic(found) for found in json.loads(data)]
            texts.append(text)
        self._text = "\n".join(text for text in texts if text)

    @property
    def has_errors(self) -> bool:
        return any(found.severity == "error" and found.acknowledged is None for found in self._findings)

    def __len__(self) -> int:
        return len(self._findings)

    @overload
    def __getitem__(self, index: int) -> Diagnostic: ...
    @overload
    def __getitem__(self, index: slice) -> list[Diagnostic]: ...
    def __getitem__(self, index: int | slice) -> Diagnostic | list[Diagnostic]:
        return self._findings[index]

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"<barem.Report of {len(self)} findings: {', '.join(found.code for found in self[:10])}>"

    def _repr_html_(self) -> str:
        return f"<pre>{escape(self._text) or 'no findings'}</pre>"


class RuleSetError(ValueError):
    """Rules that do not compile, or that have not what was asked. `diagnostics` says what is wrong."""

    def __init__(self, message: str, diagnostics: Report) -> None:
        super().__init__(message)
        self.diagnostics = diagnostics

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (str(self), self.diagnostics)


def _diagnostic(found: dict[str, Any]) -> Diagnostic:
    file = found["file"]
    labels = [Label(label.get("file", file), label["line"], label["column"], label["text"]) for label in found["labels"]]
    taken = {name: found[name] for name in Diagnostic.__dataclass_fields__}
    return Diagnostic(**{**taken, "labels": tuple(labels), "notes": tuple(found["notes"]), "fixes": tuple(_fix(f, file) for f in found["fixes"])})


def _fix(fix: dict[str, Any], file: str) -> Fix:
    edits = [Edit(edit.get("file", file), edit["begin"], edit["end"], edit["replacement"]) for edit in fix["edits"]]
    return Fix(fix["what"], fix["safe"], tuple(edits))
