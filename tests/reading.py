"""Pages as their readers meet them."""

import re

LINE_BREAK = re.compile(r"(>)?\s*\n\s*(<)?")


def read(response):
    """Return a page without the line breaks of its templates: beside a tag they are none, elsewhere a blank."""
    return LINE_BREAK.sub(lambda found: (found[1] or "") + (found[2] or "") or " ", response.text)
