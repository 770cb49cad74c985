"""Pages that are prerendered once and filled in for each visitor."""

import re
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.messages import constants
from django.middleware.csrf import CSRF_ALLOWED_CHARS, _unmask_cipher_token
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from making import FIVES, INFLUENCER, LISTENER, answer, begin, make_user, make_version, section_of
from owning import store_result
from posting import csrf_token_on

from assessment.csrf import masked
from assessment.forms import SectionForm
from assessment.models import Attempt, Questionnaire
from assessment.prerendering import Prerendered, slot


def checked(page):
    return page.text.count(" checked>")


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
    form = SectionForm(document, document.sections[0], {})
    form.initial = kept.answers | kept.context
    anew = {(field.name, radio.data["value"]) for field in form for radio in field.subwidgets if radio.data["selected"]}
    page = client.get(section_of(attempt)).text
    assert anew == {("main_purpose", "teach"), *((asked.key, 5) for asked in document.sections[0].questions)}
    assert page.count(" checked>") == len(anew)


def test_publishing_shows_at_once_to_whoever_begins(client, published):
    begin(client)
    assert "Brand new words" not in client.get(section_of(Attempt.objects.get())).text
    make_version(P1="Brand new words")
    other = Client()
    assert "Brand new words" in other.get(section_of(begin(other))).text
    assert "Brand new words" in other.get("/sources/").text


def test_what_changes_about_a_result_shows_at_once(client, published):
    result = store_result(client, INFLUENCER)
    client.get(result)
    client.post(f"{result}label/", {"label": "My own name"})
    assert "My own name" in client.get(result).text
    assert "My own name" in client.get("/results/").text
    key = re.search(r'name="advice" value="([\w-]+)', client.get(result).text)[1]
    client.post(f"{result}try/", {"advice": key})
    assert "You’ll try this." in client.get(result).text
    client.post(f"{result}try/", {"drop": key})
    assert "You’ll try this." not in client.get(result).text
    client.post(f"{result}delete/")
    assert client.get(result).status_code == 404
    assert result not in client.get("/results/").text


def test_a_page_prerendered_yesterday_tells_today(client, published, monkeypatch):
    result = store_result(client, INFLUENCER)
    for days in (0, 1, 60):
        now = datetime.now(UTC) + timedelta(days=days)
        monkeypatch.setattr("django.utils.timezone.now", lambda now=now: now)
        assert f'min="{now:%Y-%m-%d}"' in client.get(result).text


def test_each_kind_of_reader_of_a_prerendered_page_is_led_where_they_may_go(published):
    stranger, ada, eddie = Client(), Client(), Client()
    ada.force_login(make_user("ada"))
    eddie.force_login(make_user("eddie", is_staff=True))
    led = [
        re.findall(">(Sign in|Account|Admin)</a></li>", reader.get("/method/").text)
        for reader in (stranger, ada, eddie, stranger)
    ]
    assert led == [["Sign in"], ["Account"], ["Admin", "Account"], ["Sign in"]]


def test_each_visitor_of_a_prerendered_page_gets_a_token_of_their_own(client, published):
    result = store_result(client, INFLUENCER)
    pages = [client.get(result).text for _ in "ab"]
    tokens = [csrf_token_on(page) for page in pages]
    assert tokens[0] != tokens[1]


def test_a_browser_without_a_secret_gets_one_of_its_own_that_is_taken(published):
    clients = [Client(enforce_csrf_checks=True) for _ in "ab"]
    tokens = [csrf_token_on(one.get("/").text) for one in clients]
    secrets = {one.cookies["csrftoken"].value for one in clients}
    assert len(secrets) == 2
    assert all(re.fullmatch("[A-Za-z0-9]{32}", secret) for secret in secrets)
    assert [one.post("/take/", {"csrfmiddlewaretoken": tokens[0]}).status_code for one in clients] == [302, 403]


@given(st.text(CSRF_ALLOWED_CHARS, min_size=32, max_size=32))
def test_a_masked_secret_is_one_that_django_unmasks(secret):
    tokens = {masked(secret) for _ in range(10)}
    assert len(tokens) == 10
    assert {_unmask_cipher_token(token) for token in tokens} == {secret}


def test_every_letter_is_as_likely_in_a_mask_as_any_other():
    drawn = Counter("".join(masked("a" * 32)[:32] for _ in range(31_000)))
    assert set(drawn) == set(CSRF_ALLOWED_CHARS)
    assert all(15_000 < times < 17_000 for times in drawn.values())


def test_a_page_without_a_form_sets_no_cookie(client, published):
    assert not client.get("/method/").cookies
    assert "csrftoken" in "".join(client.get("/").cookies)


def test_a_form_leaves_a_cookie_that_is_there_as_it_is(client, published):
    """Browsers keep no page in memory, to go back to, that brought another cookie."""
    assert client.get("/").cookies
    assert not client.get("/").cookies
    client.cookies["csrftoken"] = "no token"
    assert client.get("/").cookies


@pytest.mark.parametrize("label", ["\ue000", "\ue000token\ue001", "\ue000measure.score\ue001"])
def test_no_label_can_be_taken_for_a_slot(client, published, label):
    result = store_result(client, INFLUENCER)
    before = client.get(result).text
    client.post(f"{result}label/", {"label": label})
    client.get(result)  # says once that the label is saved
    after = client.get(result).text
    assert after.count("<h1>") == 1
    assert label in after
    assert len(after) > len(before)
    token = csrf_token_on(after)
    assert after.count(token) == after.count("csrfmiddlewaretoken")


def test_a_message_is_shown_once(client, published):
    session = client.session
    session["_messages"] = f'[["__json_message",0,{constants.INFO},"Well kept",""]]'
    session.save()
    assert client.get("/").content.count(b"Well kept") == 1
    assert client.get("/").content.count(b"Well kept") == 0


@given(
    st.dictionaries(st.sampled_from("abcde"), st.text(st.characters(codec="utf-8"))), st.lists(st.sampled_from("abcde"))
)
def test_filling_is_the_same_as_writing_the_values_in_place(values, names):
    page = Prerendered("|".join(slot(name) for name in names))
    assert page.filled(values).decode() == "|".join(values.get(name, "") for name in names)
