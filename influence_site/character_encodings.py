"""Character encodings by name: visitors name them in a Content-Type and in the parts of an upload."""

import codecs
import encodings
import pkgutil
from encodings.aliases import aliases

KNOWN = aliases.keys() | {module.name for module in pkgutil.iter_modules(encodings.__path__)}


def keep_to_known() -> None:
    """Keep Python from looking for unknown encodings: its own search remembers each name, and memory would fill.

    Python 3.14 bounds that by itself since 2026 (python/cpython#146054); older ones may not.
    """
    codecs.unregister(encodings.search_function)
    codecs.register(known)


def known(name: str) -> codecs.CodecInfo | None:
    """Return the encoding of this name, None if there is none."""
    return encodings.search_function(name) if name.replace("-", "_") in KNOWN else None
