"""Templates are indented for those who read them alone."""

import pytest
from django.template import Engine
from django.urls import reverse
from making import THREES, take


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
