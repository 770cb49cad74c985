"""Pages as their readers meet them."""

import re

INLINE = "a|b|bdi|cite|code|del|em|ins|kbd|small|span|strong|sub|sup|var"
BLOCK = re.compile(rf" ?(<(?!/?(?:{INLINE})\b)[^>]*>) ?")
LINE_BREAK = re.compile(r"\s*\n\s*")


def read(response):
    """Return a page with its line breaks as a browser takes them: a blank each, but nothing beside a block."""
    return BLOCK.sub(r"\1", LINE_BREAK.sub(" ", response.text))
