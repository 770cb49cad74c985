"""Every page of the desk opens for an editor, and for nobody else."""

import re
from datetime import UTC, datetime

import pytest
from django.apps import apps
from django.contrib import admin
from django.urls import reverse
from editing import admin_url
from hostile import PLACEHOLDER, url_patterns
from making import THREES, begin, current, make_draft, make_user
from owning import store_result

from assessment.admin.conditions import WhenField
from assessment.admin.pickers import Lines
from assessment.admin.results import CappedPaginator
from assessment.models import AdvicePiece, Attempt, Question, Questionnaire, Result, Section

READ_ONLY = (Attempt, Result)
ALL = (Questionnaire, Section, Question, AdvicePiece, *READ_ONLY)
SEARCHES = {
    Questionnaire: "Influenced",
    Section: "entertained",
    Question: "entertained",
    AdvicePiece: "programme",
    Attempt: "Ada@example.org",
    Result: "Ada@example.org",
}


@pytest.fixture(autouse=True)
def some_answers(client, published):
    """A finished and an open attempt of one person, and a draft of the questionnaire."""
    client.force_login(make_user(email="ada@example.org"))
    store_result(client, THREES)
    begin(client)
    make_draft()
    client.logout()


def addresses(model):
    """Every address of the desk about this kind of row."""
    first, last = model.objects.order_by("pk").first(), model.objects.order_by("pk").last()
    rows = [admin_url(model, page, row.pk) for row in (first, last) for page in ("change", "history")]
    return [admin_url(model, "changelist"), *rows]


def all_desk_addresses():
    """Every address of the desk about answers, question sets and people, as the site itself lists them."""
    for pattern in url_patterns():
        if found := re.match(r"/admin/(assessment|auth)/(?!group)(\w+)/", pattern):
            row = apps.get_model(*found.groups()).objects.first()
            yield PLACEHOLDER.sub(lambda place, row=row: "purpose" if place[1] == "page" else str(row.pk), pattern)


@pytest.mark.parametrize("signed_in", [False, True])
def test_everyone_else_is_led_to_log_in(client, signed_in):
    if signed_in:
        client.force_login(make_user("ben"))
    for address in [*all_desk_addresses(), reverse("admin:index")]:
        for response in (client.get(address), client.post(address, {"post": "yes"})):
            assert response.status_code == 302, address
            assert "/login/" in response.url


def test_staff_without_rights_see_change_and_delete_nothing(client):
    client.force_login(make_user("stan", is_staff=True))
    before = [list(model.objects.order_by("pk").values()) for model in ALL]
    for address in all_desk_addresses():
        for response in (client.get(address, follow=True), client.post(address, {"post": "yes"}, follow=True)):
            assert response.status_code in {403, 405}, address
            assert "Question set " not in response.text
    assert [list(model.objects.order_by("pk").values()) for model in ALL] == before
    front = client.get(reverse("admin:index")).text
    assert "The last 30 days" not in front
    assert "Question sets" not in front


@pytest.mark.parametrize("model", ALL)
def test_every_list_and_every_row_opens_for_an_editor_and_speaks_of_question_sets_and_sittings(admin_client, model):
    for address in addresses(model):
        response = admin_client.get(address)
        page = response.text
        assert response.status_code == 200
        assert not re.findall(r">[^<{]*(?:questionnaire|attempt)[^<{]*<", page, re.IGNORECASE)
        assert "By number" not in page


def test_what_cannot_be_changed_is_told_in_words(admin_client):
    piece = current().advice.get(key="V4")
    advice, version = (admin_client.get(admin_url(type(row), "change", row.pk)).text for row in (piece, current()))
    assert "[&quot;" not in advice + version
    assert "{&quot;learn" not in advice + version
    assert "<b>A4-R16</b> Do more than announce" in advice
    assert "<b>Pattern</b> megaphone" in advice
    assert "<b>Answered towards the low end (all of these)</b> C6: What I posted was an announcement" in advice
    assert "<b>learn</b> To learn<" in version


def test_conditions_that_cannot_be_changed_are_told_whatever_is_stored():
    piece = current().advice.get(key="V4")
    conditions = WhenField().widget.display([{"low": ["Q1"], "no_gap": True}, {"role": 3}, "x"], piece)
    assert "Q1 (no longer in this set)" in conditions
    assert "No gap between aims and habits is named" in conditions
    assert WhenField().widget.display({}, piece) == Lines().display([], piece) == "-"


@pytest.mark.parametrize("model", ALL)
def test_lists_are_searched(admin_client, model):
    found = admin_client.get(admin_url(model, "changelist"), {"q": SEARCHES[model]}).context["cl"].result_count
    assert 0 < found <= model.objects.count()
    for nothing in ("no such words", "%", "\\", "a" * 2000, "qq " * 1000, "'\"", "(", "é\u202e"):
        none = admin_client.get(admin_url(model, "changelist"), {"q": nothing})
        assert none.status_code == 200
        assert none.context["cl"].result_count == 0


def test_a_section_is_found_by_any_of_its_words(admin_client):
    section = Section.objects.first()
    texts = [value for name, value in Section.columns(section.compiled()).items() if name != "dimension"]
    for text in (*texts, section.questions.first().text):
        assert section in admin_client.get(admin_url(Section, "changelist"), {"q": text}).context["cl"].result_list


@pytest.mark.parametrize("model", READ_ONLY)
def test_answers_and_results_are_found_by_their_id(admin_client, model):
    wanted = str(Result.objects.get().pk)
    assert admin_client.get(admin_url(model, "changelist"), {"q": wanted}).context["cl"].result_count == 1


@pytest.mark.parametrize("model", READ_ONLY)
def test_a_search_tells_nobody_letter_by_letter_whose_answers_they_are(admin_client, model):
    """The right to read answers is not the right to see addresses."""
    for part in ("a", "ada@", "ada@example.or", "da@example.org"):
        assert admin_client.get(admin_url(model, "changelist"), {"q": part}).context["cl"].result_count == 0


@pytest.mark.parametrize("model", READ_ONLY)
@pytest.mark.parametrize("page", ["results/{}/", "results/{}/ledger/?from=mail", "take/{}/purpose/#P1"])
def test_answers_and_results_are_found_by_the_address_that_somebody_sends_to_support(admin_client, model, page):
    sent = f" https://example.org/{page.format(Result.objects.get().pk)} "
    listed = admin_client.get(admin_url(model, "changelist"), {"q": sent})
    assert listed.context["cl"].result_count == 1
    assert "the address of a sitting or result" in listed.text


@pytest.mark.parametrize(
    "query", ["p=9999999", "p=x", "o=99", "status__exact=x", "nonsense=1", "&".join(["a=1"] * 1500)]
)
@pytest.mark.parametrize("model", ALL)
def test_odd_parameters_of_a_list_never_fail(admin_client, model, query):
    assert admin_client.get(f"{admin_url(model, 'changelist')}?{query}").status_code in {200, 302, 400}


@pytest.mark.parametrize(
    ("model", "query"), [(Attempt, "browser__gt=a"), (Attempt, "answers__contains=x"), (Question, "text__regex=(")]
)
def test_a_list_is_filtered_by_what_it_offers_alone(admin_client, model, query):
    listed = admin_url(model, "changelist")
    assert admin_client.get(f"{listed}?{query}").url == f"{listed}?e=1"


@pytest.mark.parametrize("model", READ_ONLY)
def test_nobody_adds_or_changes_answers_and_results(admin_client, model):
    before = [list(kind.objects.order_by("pk").values()) for kind in READ_ONLY]
    row = model.objects.first()
    assert 'name="_save"' not in admin_client.get(admin_url(model, "change", row.pk)).text
    for address in (admin_url(model, "add"), admin_url(model, "change", row.pk)):
        assert admin_client.post(address, {"answers": "{}", "role": ""}).status_code == 403
    assert [list(kind.objects.order_by("pk").values()) for kind in READ_ONLY] == before


def test_a_sitting_and_a_result_are_named_by_the_day_and_time_of_the_site(admin_client, settings):
    settings.TIME_ZONE = "Pacific/Kiritimati"
    moment = datetime(2028, 2, 29, 23, 30, tzinfo=UTC)
    Attempt.objects.update(started_at=moment)
    Result.objects.update(finished_at=moment)
    for model, name in ((Attempt, "2028-03-01 13:30"), (Result, "influenced, 2028-03-01")):
        page = admin_client.get(admin_url(model, "change", model.objects.first().pk))
        assert f"<h2>{name}</h2>" in page.text


@pytest.mark.parametrize(("score", "shown"), [(55.989583333333336, "56"), (62.5, "63"), (None, "-")])
def test_a_score_is_listed_as_its_owner_reads_it(admin_client, score, shown):
    Result.objects.update(score=score)
    assert f'<td class="field-points">{shown}</td>' in admin_client.get(admin_url(Result, "changelist")).text


@pytest.mark.parametrize("model", ALL)
def test_lists_ask_little_of_the_database(admin_client, model, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        admin_client.get(admin_url(model, "changelist"))


def test_a_long_list_is_counted_no_further_than_is_turned_and_a_search_still_reaches_all(admin_client):
    Attempt.objects.bulk_create(Attempt(questionnaire=current(), browser="x") for _ in range(CappedPaginator.MOST + 5))
    page = admin_client.get(admin_url(Attempt, "changelist"))
    assert page.context["cl"].result_count == CappedPaginator.MOST
    assert f"the newest {CappedPaginator.MOST}" in page.text
    oldest = Attempt.objects.order_by("started_at", "pk").first()
    found = admin_client.get(admin_url(Attempt, "changelist"), {"q": str(oldest.pk)})
    assert found.context["cl"].result_count == 1
    assert f"the newest {CappedPaginator.MOST}" not in found.text


FAR_TOO_LARGE = "9" * 20


def odd_filters(desk):
    """Filters by numbers and years that no row can have, for the columns of a list."""
    columns = {field.name: field.get_internal_type() for field in desk.opts.concrete_fields}
    yield {"pk__in": FAR_TOO_LARGE}
    yield from ({name: FAR_TOO_LARGE} for name in columns)
    years = (FAR_TOO_LARGE, "99999999", "-1")
    yield from ({f"{name}__year": year} for name, kind in columns.items() if kind == "DateTimeField" for year in years)


@pytest.mark.parametrize("desk", admin.site._registry.values(), ids=str)
def test_no_number_in_an_address_breaks_a_list(admin_client, desk):
    address = reverse(f"admin:{desk.opts.app_label}_{desk.opts.model_name}_changelist")
    for filters in odd_filters(desk):
        assert admin_client.get(address, filters, follow=True).status_code in {200, 400}, filters
