"""The guides do what they say: each fence of Python is run, and the fence of text below it is what it prints.

BAREM_ACCEPT=1 writes what is printed into the guide; read the difference.
"""

from __future__ import annotations

import contextlib
import io
import os
import re

import pytest
from support import ROOT

SNIPPET = re.compile(r"```python\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", re.DOTALL)


@pytest.mark.parametrize("name", ["python", "arrow"])
def test_snippets(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = ROOT / f"docs/embedding/{name}.md"
    monkeypatch.chdir(ROOT)
    text = guide.read_text("utf-8")
    names: dict[str, object] = {}
    run = 0

    def told(snippet: re.Match[str]) -> str:
        nonlocal run
        run += 1
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(snippet[1], f"{guide.name}, snippet {run}", "exec"), names)
        return f"```python\n{snippet[1]}```\n" + (f"\n```text\n{printed.getvalue()}```\n" if printed.getvalue() else "")

    made = SNIPPET.sub(told, text)
    assert run > 2
    if os.environ.get("BAREM_ACCEPT"):
        guide.write_text(made, "utf-8")
    assert made == text
