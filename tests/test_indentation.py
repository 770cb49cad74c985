"""Templates are indented for those who read them alone."""

import re

import pytest
from django.conf import settings
from django.template import Engine
from django.urls import reverse
from making import THREES, take

TAGS = r"(?:<[^>]*>|\{% *(?:end)?(?:if|for|else)[^%]*%\})*"
# A line that begins with a sign of the word before it, or ends with a bracket or quotation mark of the word after it.
TORN = re.compile(rf"^ *{TAGS}[,.;:!?)”].*|.*[(“]{TAGS}$", re.MULTILINE)


@pytest.fixture
def loaded(tmp_path):
    """Return a function that writes a template and gives back what is made of it."""
    engine = Engine(dirs=[tmp_path], loaders=["influence_site.indentation.Loader"])

    def loaded(name, text):
        (tmp_path / name).write_text(text, encoding="utf-8")
        return engine.get_template(name).source

    return loaded


def test_no_page_is_sent_with_indentation(client, published):
    for address in (reverse("start"), reverse("method"), take(client, THREES)):
        assert "\n " not in client.get(address).text


def test_every_line_stays_a_line_and_begins_with_its_first_letter(loaded):
    assert loaded("page.html", "<ul>\n  <li>one\n\t\ttwo</li>\n\n  </ul>\n") == "<ul>\n<li>one\ntwo</li>\n\n</ul>\n"


def test_a_text_that_is_no_page_is_left_as_it_is(loaded):
    assert loaded("mail.txt", "One\n  two\n") == "One\n  two\n"


def test_no_sign_is_torn_from_its_word_by_a_line_break_which_readers_would_see_as_a_blank():
    pages = (settings.BASE_DIR / "templates").rglob("*.html")
    assert [line for page in pages for line in TORN.findall(page.read_text(encoding="utf-8"))] == []
