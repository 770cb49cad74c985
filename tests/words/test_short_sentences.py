"""Sentences of pages are short, so that nobody has to read one twice."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
LONGEST = 19
AS_THE_METHOD_SAYS_IT = {
    "You gave the same answer many times in a row, so your answers tell us less and we drew a wider band."
}
SAID = re.compile(
    r"""{% translate (?:"([^"]*)"|'([^']*)') %}|{% blocktranslate[^%]*%}(.*?){% endblocktranslate %}""", re.DOTALL
)
GETTEXT = {"_", "gettext", "gettext_lazy", "ngettext"}


def in_templates():
    """Texts of pages; what a program fills in counts as a word."""
    for path in (ROOT / "templates").rglob("*.html"):
        if "admin" not in path.parts:
            for said in SAID.finditer(path.read_text(encoding="utf-8")):
                text = re.sub(r"<[^>]*>", "", "".join(filter(None, said.groups())))
                yield from ((path.name, re.sub(r"{{.*?}}", "X", one)) for one in text.split("{% plural %}"))


def in_code():
    """Texts of `words` and `views`, as they stand in a call of gettext."""
    for path in [*(ROOT / "assessment/words").glob("*.py"), *(ROOT / "assessment/views").glob("*.py")]:
        calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
        for call in calls:
            if getattr(call.func, "id", "") in GETTEXT:
                yield from ((path.name, text.value) for text in call.args if isinstance(text, ast.Constant))


def sentences(text):
    return re.split(r"(?<=[.?!:;])\s+", str(text))


def words(sentence):
    return [word for word in sentence.split() if word[-1] != "%"]


def test_no_sentence_of_a_page_has_twenty_words():
    found = [(name, one) for name, text in [*in_templates(), *in_code()] for one in sentences(text)]
    assert len(found) > 500
    long = {(name, one) for name, one in found if len(words(one)) > LONGEST}
    assert {one for _, one in long} - AS_THE_METHOD_SAYS_IT == set(), sorted(long)
