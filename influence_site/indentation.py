"""Templates are indented for those who read them; pages are sent without that."""

import re

from django.template import Origin
from django.template.loaders import filesystem

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(filesystem.Loader):
    """Finds templates where Django's does. A browser takes a line break for a blank, with or without more behind it."""

    def get_contents(self, origin: Origin) -> str:
        """Return a template; a page without its indentation."""
        text: str = super().get_contents(origin)
        return INDENTATION.sub("", text) if origin.name.endswith(".html") else text
