"""What public functions are given: what does not fit is a TypeError or ValueError that names the argument, what was expected and what was found."""

from __future__ import annotations

import operator
import os
from typing import Any

MOST_THREADS = 1024


def misfit(argument: str, expected: str, given: object) -> TypeError:
    hint = ": a row of a frame is a record as row.to_dict()" if is_series(given) else ""
    return TypeError(f"{argument}: expected {expected}, found {kind(given)}{hint}")


def kind(given: object) -> str:
    return "None" if given is None else type(given).__name__


def is_series(given: object) -> bool:
    """Of pandas: a row, or a column."""
    return type(given).__name__ == "Series" and type(given).__module__.partition(".")[0] == "pandas"


def text(argument: str, given: Any) -> str:
    if not isinstance(given, str):
        raise misfit(argument, "a str", given)
    return _unicode(argument, given)


def path(given: Any) -> str:
    """Of something that there is. OSError: there is nothing of that name."""
    if not isinstance(given, (str, os.PathLike)) or not isinstance(named := os.fspath(given), str):
        raise misfit("path", "a str or an os.PathLike of str", given)
    if "\0" in named:
        raise ValueError("path: expected a name without null characters, found one with them")
    if "\n" in named:
        raise ValueError("path: expected the name of a file or folder, found a text of several lines: barem.loads() and check_text() take rules as text")
    os.stat(_unicode("path", named))
    return named


def language(given: Any) -> str:
    """One of those that sheets are written in."""
    if text("lang", given) not in ("en", "vi"):
        raise ValueError(f'lang: expected "en" or "vi", found "{given}"')
    return str(given)


def threads(given: Any) -> int:
    try:
        count = operator.index(given)
    except TypeError:
        raise misfit("threads", "an int", given) from None
    if not 1 <= count <= MOST_THREADS:
        raise ValueError(f"threads: expected 1 to {MOST_THREADS}, found {count if abs(count) < 10**18 else 'more digits than that'}")
    return count


def truth(argument: str, given: Any) -> bool:
    if not isinstance(given, bool):
        raise misfit(argument, "a bool", given)
    return given


def _unicode(argument: str, given: str) -> str:
    try:
        given.encode()
    except UnicodeEncodeError as why:
        raise ValueError(f"{argument}: expected text in Unicode, found a lone surrogate at {why.start}") from None
    return given
