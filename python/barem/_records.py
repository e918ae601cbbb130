"""What can be told of a record that was not read: its id, and what was perhaps meant."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from barem._errors import Issue

FILES = (".jsonl", ".json", ".csv", ".parquet", ".arrow")


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


def meant(record: Any, keys: tuple[str, ...]) -> list[Issue]:
    """The one thing that is wrong with what is no record, where it can be told what it is."""
    found = _columns(record, keys) if isinstance(record, Mapping) else _text(record)
    return [Issue("", "a record", found, f"expected a record, found {found}", "", "")] if found else []


def _columns(record: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    """A frame as it becomes a dict unless it is told how."""
    if record and all(isinstance(v, Mapping) for v in record.values()) and not any(isinstance(name, str) for name in record):
        return "records by their index: give list(data.values())"
    is_column = any(isinstance(record.get(key), (Mapping, list)) for key in keys) and all(isinstance(v, (Mapping, list)) for v in record.values())
    return "columns: give the frame, or frame.to_dict('records')" if is_column else ""


def _text(given: str | bytes) -> str:
    text = (given.decode("utf-8", "replace") if isinstance(given, bytes) else given).strip()
    if text.startswith("["):
        return "a list in JSON: give json.loads(text, parse_float=Decimal)"
    lines = text.splitlines()
    if len(lines) == 1 and "{" not in text and PurePath(text).suffix in FILES:
        return f"`{text}`, the name of a file: give its records"
    if len(lines) > 1 and all(line.startswith("{") and line.rstrip().endswith("}") for line in lines if line.strip()):
        return "a record on each line: give text.splitlines()"
    return ""
