"""What checks find in a draft is told with the way to where it is put right."""

import re

import pytest
from editing import change_of, page_of
from making import make_draft, make_version, statements
from reading import read

from assessment.content.library import LIBRARY

LINKED = re.compile(r'<b><a href="([^"]+)">([^<]+)</a></b>')


def broken_draft():
    """Return a draft with a fault in a part of each kind, and a statement to look at."""
    draft = make_draft()
    draft.sections.filter(dimension="purpose").update(low_end="")
    draft.context_questions.filter(key="self_view").update(rules=[])
    draft.advice.filter(key="V4").update(weight=0)
    statements(draft).filter(key="A2").update(rules=[])
    statements(draft).filter(key="C2").update(text="I do not answer and I do not read what others write to me below")
    return draft


@pytest.mark.parametrize("page", ["change", "publish"])
def test_each_problem_and_caution_leads_to_the_page_where_it_is_mended(admin_client, page):
    draft = broken_draft()
    make_draft()
    leads = {place: address for address, place in LINKED.findall(admin_client.get(page_of(draft, page)).text)}
    assert leads == {
        "purpose, low_end": change_of(draft.sections.get(dimension="purpose")),
        "self_view, rules": change_of(draft),
        "V4, weight": change_of(draft.advice.get(key="V4")),
        "A2, rules": change_of(statements(draft).get(key="A2")),
        "C2": change_of(statements(draft).get(key="C2")),
    }


def test_a_wording_that_was_published_once_is_judged_already(admin_client):
    old, judged = make_draft(), "I do not answer and I do not read what others write to me below"
    statements(old).filter(key="C2").update(text=judged)
    assert "Worth a look" in admin_client.get(page_of(old, "change")).text
    old.publish()
    make_version(C2="I read on")
    draft = make_draft()
    statements(draft).filter(key="C2").update(text=judged)
    assert "Worth a look" not in admin_client.get(page_of(draft, "change")).text


def test_a_draft_that_cannot_be_read_leads_to_what_to_mend_in_it(admin_client):
    draft = make_draft()
    draft.advice.filter(key="V4").update(serves="brand")
    address = change_of(draft.advice.get(key="V4"))
    assert f'<b><a href="{address}">V4</a></b>' in admin_client.get(page_of(draft, "change")).text


def test_a_rule_that_nothing_stands_on_is_told_in_its_words(admin_client):
    draft = make_draft()
    statements(draft).update(rules=["A1-R1"])
    lost = next(rule for rule in LIBRARY.rules if rule.id == "A1-R3")
    page = read(admin_client.get(page_of(draft, "publish")))
    assert f"<b>A1-R3</b> no question rests on this rule. <span>It says: {lost.text}" in page
