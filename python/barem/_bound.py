"""What belongs to its process: compiled rules and what comes of them."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

Self = TypeVar("Self", bound="Bound")


class Bound:
    """Immutable: a copy is the same object. Pickling tells what to pickle in its stead."""

    __slots__ = ()
    _in_its_stead: ClassVar[str]

    def __copy__(self: Self) -> Self:
        return self

    def __deepcopy__(self: Self, memo: dict[int, Any]) -> Self:
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError(f"cannot pickle a barem.{type(self).__name__}: {self._in_its_stead}")
