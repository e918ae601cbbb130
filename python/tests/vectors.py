"""The groups of tests/conformance, read as its README says."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from support import ROOT

FOLDER = ROOT / "tests/conformance"


@dataclass
class Group:
    topic: str
    name: str
    files: dict[str, Path] = field(default_factory=dict)

    @property
    def rules(self) -> Path:
        return self.files.get(".barem") or self.files["/"]

    def json(self, ending: str) -> Any:
        return json.loads(self.files[ending].read_text("utf-8"))

    def lines(self, ending: str) -> list[Any]:
        return [json.loads(line) for line in self.text_lines(ending)]

    def text_lines(self, ending: str) -> list[str]:
        return self.files[ending].read_text("utf-8", errors="surrogateescape").removesuffix("\n").split("\n")


def groups() -> Iterator[Group]:
    for topic in sorted(FOLDER.iterdir()):
        if not topic.is_dir() or topic.name == "reference":
            continue
        found: dict[str, Group] = {}
        for path in sorted(topic.iterdir()):
            stem, point, rest = path.name.partition(".")
            group = found.setdefault(stem, Group(topic.name, stem))
            group.files["/" if path.is_dir() else point + rest] = path
        for group in found.values():
            if ".files.json" in group.files:
                endings = {"rules": ".barem", "roster": ".jsonl", "expected": ".expected.jsonl"}
                for what, path in group.json(".files.json").items():
                    group.files[endings[what]] = ROOT / path
            yield group
