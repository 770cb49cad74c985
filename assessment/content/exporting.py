"""From a document to one TOML file that `importing.from_toml` turns back into the same document."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

import msgspec
from msgspec import Struct

from assessment.content.document import OPTIONS, ContextQuestion, Document
from assessment.scoring.vocabulary import Dimension


def to_toml(document: Document) -> str:
    """Return a document as the text of a TOML file; the same document always gives the same text."""
    blocks = [_lines(_fields(document, apart={"sections", "context", "advice"}))]
    for section in document.sections:
        blocks.append(_block("sections", _fields(section, apart={"questions"})))
        blocks += (_block("sections.questions", _fields(question)) for question in section.questions)
    for context in document.context:
        blocks.append(_block("context", _fields(context, apart={"labels"})))
        if context.labels:
            blocks.append("[context.labels]\n" + _lines(_labels(context)))
    blocks += (_block("advice", _fields(piece)) for piece in document.advice)
    return "\n".join(blocks)


def _fields(part: Struct, apart: Collection[str] = ()) -> Iterator[tuple[str, Any]]:
    """Yield a part's fields in the order of its class, without defaults and those with their own blocks (`apart`)."""
    told = msgspec.to_builtins(part)
    for field in msgspec.structs.fields(part):
        value = told[field.name]
        has_blocks = field.name in apart and value
        if not has_blocks and (field.required or value != field.default):
            yield field.name, value


def _labels(context: ContextQuestion) -> Iterator[tuple[str, str]]:
    """Yield labels in the order of the enumeration: a database may have lost the order in which they were written."""
    order = [str(option) for option in OPTIONS[context.key]]
    order += sorted(context.labels.keys() - set(order))
    return ((name, context.labels[name]) for name in order if name in context.labels)


def _block(name: str, fields: Iterable[tuple[str, Any]]) -> str:
    return f"[[{name}]]\n{_lines(fields)}"


def _lines(fields: Iterable[tuple[str, Any]]) -> str:
    return "".join(f"{_key(name)} = {_value(value)}\n" for name, value in fields)


def _key(name: str) -> str:
    return name if name.isidentifier() and name.isascii() else _text(name)


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return _table(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(_value, value)) + "]"
    return str(value).lower()


def _table(table: Mapping[str, Any]) -> str:
    """Return an inline table: sides go by dimension, conditions stay as they come."""
    names = dict.fromkeys([*(side for side in Dimension if side in table), *table])
    return "{ " + ", ".join(f"{_key(name)} = {_value(table[name])}" for name in names) + " }"


def _text(text: str) -> str:
    """Return a TOML string: as in JSON, but DEL is escaped too."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
