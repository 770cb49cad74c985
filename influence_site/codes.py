"""Character codes by name: visitors name them in a Content-Type and in the parts of an upload."""

import codecs
import encodings
import pkgutil
from encodings.aliases import aliases

KNOWN = aliases.keys() | {module.name for module in pkgutil.iter_modules(encodings.__path__)}


def keep_to_known_codes() -> None:
    """Let Python look for no code that there is not: its own search keeps each such name, and the memory would fill."""
    codecs.unregister(encodings.search_function)
    codecs.register(known_code)


def known_code(name: str) -> codecs.CodecInfo | None:
    """Return the character code of this name, None for none."""
    return encodings.search_function(name) if name.replace("-", "_") in KNOWN else None
