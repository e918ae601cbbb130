"""Records as tables of pyarrow, as far as a table can say them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import barem
import pyarrow as pa

MOST_DIGITS = 18
"""Before and behind the point, so that columns of any two numbers have one scale."""


def why_no_row(fields: tuple[barem.Field, ...], record: Any) -> str:
    """What keeps a record from being a row; empty: nothing."""
    if not isinstance(record, dict):
        return "no JSON object, or a name twice"
    known = {field.name: field for field in fields}
    for name, value in record.items():
        if name not in known:
            return "a name that is no field"
        if value is not None and (why := _why_no_cell(known[name], value)):
            return why
    if any(field.kind == "list" and record.get(field.name) is None for field in fields):
        return "a list that is not given"
    return ""


def _why_no_cell(field: barem.Field, value: Any) -> str:
    other_type = "a value of another type than its column"
    if field.kind == "list":
        return next(filter(None, (why_no_row(field.fields, e) if isinstance(e, dict) else other_type for e in value)), "") if isinstance(value, list) else other_type
    if field.kind == "record":
        return why_no_row(field.fields, value) if isinstance(value, dict) else other_type
    if field.kind in ("integer", "number"):
        if not isinstance(value, Decimal):
            return other_type
        fits = -MOST_DIGITS <= value.normalize().as_tuple().exponent and value.adjusted() < MOST_DIGITS  # type: ignore[operator]
        return "" if fits else "a number that is too long for a decimal column"
    return "" if isinstance(value, bool if field.kind == "bool" else str) else other_type


def table_of(rules: barem.RuleSet, records: list[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist([_row(rules.fields, record) for record in records], schema=pa.schema([_column(field, records) for field in rules.fields]))


def _row(fields: tuple[barem.Field, ...], record: dict[str, Any]) -> dict[str, Any]:
    return {field.name: _row(field.fields, value) if field.kind == "record" else [_row(field.fields, e) for e in value] if field.kind == "list" else value
            for field in fields if (value := record.get(field.name)) is not None}


def _column(field: barem.Field, records: list[dict[str, Any]]) -> pa.Field:
    """Texts of dates and words stay texts: those that are none are rejected as such."""
    if field.kind in ("record", "list"):
        held = [value for record in records if (value := record.get(field.name)) is not None]
        inner = held if field.kind == "record" else [e for value in held for e in value]
        made = pa.struct([_column(f, inner) for f in field.fields])
        return pa.field(field.name, made if field.kind == "record" else pa.list_(made))
    if field.kind in ("integer", "number"):
        return pa.field(field.name, pa.decimal128(38, MOST_DIGITS))
    return pa.field(field.name, pa.bool_() if field.kind == "bool" else pa.string())
