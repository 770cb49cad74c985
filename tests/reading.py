"""Pages as their readers meet them."""

import re

TO_READ = ("method", "sources", "privacy", "accessibility")
"""The pages that explain the site, by name: the same for everyone, and linked at the foot of every page."""

INLINE = "a|b|bdi|cite|code|del|em|ins|kbd|small|span|strong|sub|sup|var"
BLOCK = re.compile(rf" ?(<(?!/?(?:{INLINE})\b)[^>]*>) ?")
LINE_BREAK = re.compile(r"\s*\n\s*")


def read(response):
    """Return a page with its line breaks as a browser takes them: a blank each, but nothing beside a block."""
    return BLOCK.sub(r"\1", LINE_BREAK.sub(" ", response.text))
