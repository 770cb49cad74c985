"""Editors may do everything about versions, and see nobody's answers; the front page tells numbers only."""

import importlib
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.apps import apps
from django.contrib.auth.models import Group
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from editing import admin_url, change_of, draft_by_button, page_of, publish, save
from making import FIVES, INFLUENCER, LISTENER, begin, current, make_draft, make_user
from owning import store_result
from reading import read

from assessment.models import AdvicePiece, Attempt, Question, Questionnaire, Result, Section

PAGES = (("publish", []), ("export", []), ("scoring", []), ("preview", ["purpose"]))
MIGRATION = importlib.import_module("assessment.migrations.0005_editors")


@pytest.fixture
def editor(client):
    user = make_user("eddie", is_staff=True)
    MIGRATION.make_editors(apps, None)  # gone where a test with real transactions went before
    user.groups.add(Group.objects.get(name="Editors"))
    client.force_login(user)
    return client


def test_an_editor_does_the_whole_round(editor):
    draft = draft_by_button(editor, current())
    save(editor, draft.sections.first(), **{"questions-0-text": "To be heard"})
    save(editor, draft.advice.first(), title="Rest")
    for page, more in PAGES:
        assert editor.get(page_of(draft, page, *more)).status_code == 200
    assert editor.get(admin_url(Questionnaire, "import")).status_code == 200
    assert "is what visitors take from now on" in publish(editor, draft)


def test_an_editor_sees_nobodys_answers(editor):
    store_result(editor, INFLUENCER)
    result = Result.objects.get()
    for row in (result, result.attempt):
        for address in (admin_url(type(row), "changelist"), change_of(row)):
            page = editor.get(address)
            assert page.status_code == 403
            assert "You don’t have access to this page" in page.text
    front = editor.get(reverse("admin:index")).text
    assert "Question sets" in front
    for model in ("attempt", "result", "user"):
        assert f"/{model}/" not in front


def test_the_group_can_be_taken_back_and_made_again(db):
    MIGRATION.drop_editors(apps, None)
    assert not Group.objects.filter(name="Editors").exists()
    MIGRATION.make_editors(apps, None)
    MIGRATION.make_editors(apps, None)
    allowed = set(Group.objects.get(name="Editors").permissions.values_list("codename", flat=True))
    assert {"change_questionnaire", "delete_advicepiece", "view_analysisrun"} <= allowed
    assert not {name for name in allowed if name.endswith(("attempt", "result", "user", "share", "commitment"))}


def test_the_front_page_counts_the_last_thirty_days_and_none_before(admin_client, client):
    long_ago = timezone.now() - timedelta(days=30)
    store_result(client, FIVES)
    Attempt.objects.update(started_at=long_ago)
    Result.objects.update(finished_at=long_ago)
    store_result(client, FIVES)
    begin(client)
    days = admin_client.get(reverse("admin:index")).context["days"]
    assert (days.started, days.finished) == (2, 1)


@pytest.mark.parametrize(("people", "told"), [(29, 0), (30, 30), (39, 30)])
def test_the_front_page_tells_roles_only_of_enough_people_and_none_of_the_newest(admin_client, client, people, told):
    for nth in range(people):
        store_result(client, INFLUENCER if nth < 30 else LISTENER)
    page = admin_client.get(reverse("admin:index"))
    assert page.context["days"].finished == people
    assert page.context["days"].roles == ({"influencing": told} if told else {})
    assert ("Result: influencing" in page.text) == bool(told)


def test_the_front_page_leads_to_what_visitors_take_and_to_every_draft(admin_client):
    for drafts in ([], [2], [3, 2]):
        page = read(admin_client.get(reverse("admin:index")))
        listed = re.findall(
            r'<a href="([^"]*/change/)">Question set (\d)</a></th><td>(a draft|what visitors take now)', page
        )
        assert [(int(number), said) for _, number, said in listed] == [
            *((number, "a draft") for number in drafts),
            (1, "what visitors take now"),
        ]
        assert all(admin_client.get(address).status_code == 200 for address, *_ in listed)
        make_draft()


def test_drafts_are_told_apart_by_their_day_on_the_front_page_and_in_the_list(admin_client):
    for day in (9, 21):
        draft = make_draft()
        Questionnaire.objects.filter(pk=draft.pk).update(created_at=datetime(2026, 3, day, 12, tzinfo=UTC))
    page = admin_client.get(reverse("admin:index")).text
    assert page.index("a draft from 21 March 2026: edit") < page.index("a draft from 9 March 2026: edit")
    listed = admin_client.get(admin_url(Questionnaire, "changelist")).text
    assert listed.index("21 Mar 2026, noon") < listed.index("9 Mar 2026, noon")


def test_the_numbers_are_counted_by_index_and_kept_for_a_while(admin_client, client):
    admin_client.get(reverse("admin:index"))
    begin(client)
    with CaptureQueriesContext(connection) as asked:
        page = admin_client.get(reverse("admin:index"))
    assert page.context["days"].started == 0
    assert "The last 30 days, counted every ten minutes" in page.text
    assert not [query for query in asked if "assessment_attempt" in query["sql"]]


def test_attempts_are_found_by_their_start(db):
    if connection.vendor == "sqlite":
        plan = Attempt.objects.filter(started_at__gte="2026-01-01T00:00Z").order_by().values("pk").explain()
        assert "attempt_started" in plan


@pytest.mark.parametrize("model", [Questionnaire, Section, Question, AdvicePiece, Attempt, Result])
def test_no_list_loads_a_document(admin_client, client, model):
    store_result(client, FIVES)
    make_draft()
    with CaptureQueriesContext(connection) as asked:
        admin_client.get(admin_url(model, "changelist"))
    assert not [query["sql"] for query in asked if '"document"' in query["sql"]]
