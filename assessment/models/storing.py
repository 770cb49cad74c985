"""Dataclasses and structs as JSON text in a column; exact fractions as "numerator/denominator"."""

from fractions import Fraction
from typing import Any, TypeVar

import msgspec

Kind = TypeVar("Kind")


def to_text(value: object) -> str:
    """Return the JSON text of a value."""
    return msgspec.json.encode(value, enc_hook=str).decode()


def from_text(text: str, kind: type[Kind]) -> Kind:
    """Return the value of a kind that `to_text` wrote."""
    return msgspec.json.decode(text, type=kind, dec_hook=fraction)


def fraction(kind: type[Any], value: Any) -> Any:
    """Return what msgspec cannot read by itself."""
    if kind is Fraction:
        return Fraction(value)
    raise TypeError(f"no reading of {kind}")
