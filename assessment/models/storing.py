"""Dataclasses and structs as JSON text in a column; exact fractions as "numerator/denominator"."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

import msgspec

Kind = TypeVar("Kind")


def to_text(value: object) -> str:
    """Return the JSON text of a value."""
    return msgspec.json.encode(value, enc_hook=str).decode()


def reader(kind: type[Kind]) -> Callable[[str], Kind]:
    """Return a function that reads values of a kind as `to_text` wrote them.

    Call this while modules are loaded: msgspec works out a type when it first meets it, and two threads that do so at
    once crash the process.
    """
    return msgspec.json.Decoder(kind, dec_hook=fraction).decode


def fraction(kind: type[Any], value: Any) -> Any:
    """Return a value of a kind that msgspec cannot read by itself."""
    if kind is Fraction:
        return Fraction(value)
    raise TypeError(f"no reading of {kind}")
