"""Read one TOML file; what is wrong with it is reported with the file's name."""

from pathlib import Path
from typing import Any, TypeVar

import msgspec

from assessment.content.decoding_errors import explain

T = TypeVar("T")


class ContentError(ValueError):
    """The files do not make a questionnaire; each line of the text names file, place and reason."""


def read_toml(path: Path, shape: type[T]) -> T:
    """Return what a file holds.

    raises ContentError: it is missing, is not TOML, or has another shape.
    """
    tree: dict[str, Any] = {}
    try:
        text = path.read_text(encoding="utf-8-sig")  # some editors begin a file with a byte order mark
        tree = msgspec.toml.decode(text)
        return msgspec.convert(tree, shape)
    except OSError as error:
        raise ContentError(f"{path.name}: the file can't be opened") from error
    except UnicodeDecodeError as error:
        raise ContentError(f"{path.name}: the file is not UTF-8 text") from error
    except msgspec.ValidationError as error:
        _, reason = explain(tree, str(error))
        raise ContentError(f"{path.name}: {reason}") from error
    except msgspec.DecodeError as error:
        raise ContentError(f"{path.name}: the file is not TOML: {error}") from error
