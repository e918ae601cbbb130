"""What can be told of a record that was not read: its id, and what was perhaps meant."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from typing import Any


def id_of(record: Any, keys: tuple[str, ...]) -> str | None:
    """The text at the first of `keys` that the record has. None: there is none, or the record cannot be read so far."""
    held = record if isinstance(record, Mapping) else _parsed(record, keys)
    return next((_id(held[key]) for key in keys if key in held), None)


def _id(value: object) -> str | None:
    """As the library tells ids apart, in Unicode's composed form."""
    if not isinstance(value, str):
        return None
    text = unicodedata.normalize("NFC", str.__str__(value))         # of an enumeration: its text, not its name
    return None if re.search("[\ud800-\udfff]", text) else text


def _parsed(json_text: object, keys: tuple[str, ...]) -> Mapping[str, object]:
    """Of broken JSON what stands first, which often is the key."""
    if isinstance(json_text, bytes):
        json_text = json_text.decode("utf-8", "replace")
    if not isinstance(json_text, str):
        return {}
    try:
        parsed = json.loads(json_text)
        return parsed if isinstance(parsed, dict) else {}
    except (ValueError, RecursionError):
        first = re.match(r'\s*\{\s*("(?:[^"\\]|\\.)*")\s*:\s*("(?:[^"\\]|\\.)*")', json_text)
    try:
        return {json.loads(first[1]): json.loads(first[2])} if first else {}
    except ValueError:
        return {}
