"""What the records of a rule set look like."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    import pyarrow as pa

PLACES_WHERE_NONE_ARE_DECLARED = 9


@dataclass(frozen=True)
class Field:
    """An input of a record. `fields` are those of a record within it, or of the elements of a list."""

    name: str
    kind: Literal["bool", "integer", "number", "text", "date", "word", "record", "list"]
    label: str
    expected: str
    is_key: bool
    is_required: bool
    unit: str
    decimals: int | None
    words: tuple[str, ...]
    fields: tuple[Field, ...]


def need_pyarrow() -> None:
    """ImportError: it is not there, and how to get it."""
    try:
        import pyarrow  # noqa: F401
    except ImportError as why:
        raise ImportError("tables need pyarrow: pip install 'barem[tables]'") from why


def fields_from(tuples: tuple[tuple[Any, ...], ...]) -> tuple[Field, ...]:
    return tuple(Field(*(*of[:-1], fields_from(of[-1]))) for of in tuples)


def arrow_schema(fields: tuple[Field, ...]) -> pa.Schema:
    """Columns that hold every record exactly. All may be null: a value that is missing costs its row, not the table."""
    need_pyarrow()
    import pyarrow as pa

    return pa.schema([_arrow_field(field) for field in fields])


def _arrow_field(field: Field) -> pa.Field:
    import pyarrow as pa

    if field.kind in ("record", "list"):
        held = pa.struct([_arrow_field(inner) for inner in field.fields])
        made = pa.list_(pa.field("item", held, nullable=False)) if field.kind == "list" else held
    elif field.kind == "number":
        made = pa.decimal128(38, PLACES_WHERE_NONE_ARE_DECLARED if field.decimals is None else field.decimals)
    else:
        made = {"bool": pa.bool_(), "integer": pa.int64(), "text": pa.string(), "date": pa.date32(), "word": pa.string()}[field.kind]
    return pa.field(field.name, made)
