"""Pages that are pressed once and filled in for each visitor."""

from django.contrib.messages import constants
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from making import FIVES, INFLUENCER, LISTENER, answer, begin, make_version, section_of

from assessment.forms import SectionForm
from assessment.models import Attempt, Questionnaire
from assessment.pressing import Pressed, slot


def checked(page):
    return page.content.decode().count(" checked>")


def test_two_visitors_in_turn_see_their_own_answers_only(published):
    one, other = Client(), Client()
    mine, theirs = begin(one), begin(other)
    answer(one, mine, "purpose", INFLUENCER, later="1")
    assert checked(one.get(section_of(mine))) == 8
    assert checked(other.get(section_of(theirs))) == 0
    answer(other, theirs, "purpose", LISTENER, later="1")
    assert one.get(section_of(mine)).content.count(b'value="5" checked') == sum(
        value == 5 for key, value in INFLUENCER.items() if key.startswith("P")
    )


def test_a_filled_page_checks_what_a_page_rendered_anew_would(client, published):
    attempt = begin(client)
    answer(client, attempt, "purpose", FIVES, later="1", main_purpose="teach")
    document = Questionnaire.objects.published().get().content
    kept = Attempt.objects.get()
    form = SectionForm(document, document.sections[0], {}, initial=kept.answers | kept.context)
    anew = {(field.name, radio.data["value"]) for field in form for radio in field.subwidgets if radio.data["selected"]}
    page = client.get(section_of(attempt)).content.decode()
    assert anew == {("main_purpose", "teach"), *((asked.key, 5) for asked in document.sections[0].questions)}
    assert page.count(" checked>") == len(anew)


def test_publishing_shows_at_once_to_whoever_begins(client, published):
    begin(client)
    assert "Brand new words" not in client.get(section_of(Attempt.objects.get())).content.decode()
    make_version(P1="Brand new words")
    other = Client()
    assert "Brand new words" in other.get(section_of(begin(other))).content.decode()
    assert "Brand new words" in other.get("/sources/").content.decode()


def test_a_page_without_a_form_sets_no_cookie(client, published):
    assert not client.get("/method/").cookies
    assert "csrftoken" in "".join(client.get("/").cookies)


def test_a_message_is_shown_once(client, published):
    session = client.session
    session["_messages"] = f'[["__json_message",0,{constants.INFO},"Well kept",""]]'
    session.save()
    assert client.get("/").content.count(b"Well kept") == 1
    assert client.get("/").content.count(b"Well kept") == 0


@given(st.dictionaries(st.sampled_from("abcde"), st.text()), st.lists(st.sampled_from("abcde")))
def test_filling_is_the_same_as_writing_the_values_in_place(values, names):
    page = Pressed("|".join(slot(name) for name in names))
    assert page.filled(values) == "|".join(values.get(name, "") for name in names)
