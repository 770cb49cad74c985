"""A label of the person's own: given at the review, changed at the result, shown as text."""

import pytest
from django.test import Client
from making import THREES, answer_all, begin, review_of
from meanwhile import READING_RESULTS, meanwhile
from owning import result_at, store_result

from assessment.models import Attempt
from assessment.models.attempt import LONGEST_LABEL

pytestmark = pytest.mark.usefixtures("published")

REFUSED = ("a\x00b", "a\x07b", "a\nb", "a\u2028b", "a\u2029b", "x" * (LONGEST_LABEL + 1))
TAKEN = ("work", "  work  ", "<b>x</b>", "עבודה", "👩‍💻 code", "x" * LONGEST_LABEL, "")


@pytest.fixture
def attempt(client):
    """An attempt that only waits for its review."""
    attempt = begin(client)
    answer_all(client, attempt, THREES)
    return attempt


def label():
    return Attempt.objects.get().label


@pytest.mark.parametrize("given", TAKEN)
def test_the_review_asks_for_one_and_keeps_it(client, attempt, given):
    assert 'name="label"' in client.get(review_of(attempt)).text
    assert client.post(review_of(attempt), {"label": given}).status_code == 302
    assert label() == given.strip()


@pytest.mark.parametrize("given", REFUSED)
def test_the_review_refuses_what_cannot_be_printed_on_a_line(client, attempt, given):
    response = client.post(review_of(attempt), {"label": given})
    assert response.status_code == 200
    assert 'class="err"' in response.text
    assert "There is a problem" in response.text
    assert '<a href="#id_label">' in response.text
    assert "Answers were changed" not in response.text
    assert not Attempt.objects.get().finished_at


def test_a_result_shows_its_label_as_text(client, attempt):
    address = client.post(review_of(attempt), {"label": "<b>work</b>"}).url
    shown = client.get(address).text
    assert "<bdi>&lt;b&gt;work&lt;/b&gt;</bdi>" in shown
    assert 'value="&lt;b&gt;work&lt;/b&gt;"' in shown


@pytest.mark.parametrize("given", TAKEN)
def test_a_result_is_named_anew(client, given):
    address = store_result(client, THREES)
    response = client.post(f"{address}label/", {"label": given}, follow=True)
    assert response.redirect_chain == [(address, 302)]
    assert "The label is saved." in response.text
    assert label() == given.strip()


def test_naming_one_result_names_no_other(client):
    others = [store_result(one, THREES) for one in (client, Client())]
    client.post(f"{store_result(client, THREES)}label/", {"label": "work"})
    assert [label_of(other) for other in others] == ["", ""]


@pytest.mark.parametrize("given", REFUSED)
def test_a_name_that_cannot_be_printed_is_refused_in_words(client, given):
    address = store_result(client, THREES)
    Attempt.objects.update(label="work")
    response = client.post(f"{address}label/", {"label": given}, follow=True)
    assert "The label is not saved. " in response.text
    assert "The label is saved." not in response.text
    assert 'role="status"' in response.text
    assert label() == "work"


def test_the_input_runs_in_the_direction_of_what_is_typed(client):
    assert 'name="label" dir="auto"' in client.get(store_result(client, THREES)).text


@pytest.fixture
def named(client):
    """A result of the same person's, named "Work"."""
    address = store_result(client, THREES)
    client.post(f"{address}label/", {"label": "Work"})
    return address


def label_of(address):
    return result_at(address).attempt.label


def finished_as(client, attempt, given):
    """Finish with a label and return the one that was stored."""
    return label_of(client.post(review_of(attempt), {"label": given}).url)


@pytest.mark.parametrize("given", ["work", "WORK", " Work "])
def test_a_label_that_differs_in_capitals_only_is_spelled_as_before(client, named, attempt, given):
    assert finished_as(client, attempt, given) == "Work"
    assert "different labels" not in client.get("/results/").text


@pytest.mark.parametrize("given", ["works", "Work!", ""])
def test_any_other_label_stays_as_it_was_typed(client, named, attempt, given):
    assert finished_as(client, attempt, given) == given


def test_a_new_name_for_a_result_is_spelled_as_on_the_others_and_the_page_says_so(client, named):
    other = store_result(client, THREES)
    page = client.post(f"{other}label/", {"label": "work"}, follow=True).text
    assert label_of(other) == "Work"
    assert "Saved as “Work”, as your other results spell it." in page


def test_the_spelling_that_is_said_is_shown_as_text(client):
    one, other = store_result(client, THREES), store_result(client, THREES)
    for address, typed in ((one, "<b>Work"), (other, "<B>WORK")):
        page = client.post(f"{address}label/", {"label": typed}, follow=True).text
    assert "Saved as “&lt;b&gt;Work”" in page
    assert "<b>Work" not in page


def test_the_capitals_of_a_label_can_be_changed_where_no_other_result_has_it(client, named):
    client.post(f"{named}label/", {"label": "WORK"})
    assert label_of(named) == "WORK"


def test_a_label_that_stands_in_both_spellings_already_stays_as_it_was_typed(client, named, attempt):
    other = result_at(store_result(client, THREES)).attempt
    Attempt.objects.filter(pk=other.pk).update(label="work")
    assert finished_as(client, attempt, "work") == "work"


def test_how_somebody_else_spells_a_label_changes_nothing(client, attempt):
    other = Client()
    other.post(f"{store_result(other, THREES)}label/", {"label": "Work"})
    assert finished_as(client, attempt, "work") == "work"


def test_a_page_that_is_kept_shows_the_labels_by_which_it_is_kept(client):
    """Not those that were given while it was made."""
    for _ in range(2):
        store_result(client, THREES)
    Attempt.objects.update(label="Work")
    compared = f"/results/compare/?a={Attempt.objects.first().pk}&b={Attempt.objects.last().pk}"
    for address in ("/results/", compared):
        with meanwhile(lambda: Attempt.objects.update(label="Home"), before=READING_RESULTS):
            client.get(address)
        Attempt.objects.update(label="Work")
        page = client.get(address).text
        assert "<bdi>Work</bdi>" in page
        assert "Home" not in page
