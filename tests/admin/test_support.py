"""What somebody who helps visitors does: reads a result as its owner does, deletes one that nobody else can reach."""

from html import unescape

from django.contrib.auth.models import Permission
from django.test import Client
from editing import admin_url, change_of, page_of, run_action
from making import INFLUENCER, TOO_FEW, begin, make_user, section_of
from owning import counts, make_one_of_each, store_result
from reading import read

from assessment.models import Attempt, Result
from assessment.words import verdict
from assessment.words.answers import UNANSWERED, answer_words


def told_of(client, row):
    """What the desk's page about a row says."""
    return unescape(read(client.get(change_of(row))))


def delete(client, *sittings):
    """Delete sittings, each from its own page."""
    for one in sittings:
        client.post(admin_url(Attempt, "delete", one), {"post": "yes"})


def test_a_result_is_told_in_the_words_that_its_owner_reads(admin_client, client):
    store_result(client, INFLUENCER)
    found = Result.objects.get()
    kept, titles = found.read(), {piece.key: piece.title for piece in found.document.advice}
    told = told_of(admin_client, found)
    assert verdict.headline(kept.finding) in told
    assert verdict.rests_on(kept.finding, found.document) in told
    assert all(titles[choice.key] in told for choice in kept.advice.shown)


def test_a_result_without_a_role_says_so(admin_client, client):
    store_result(client, TOO_FEW)
    assert str(verdict.NO_ROLE) in told_of(admin_client, Result.objects.get())


def test_a_sitting_shows_every_statement_with_its_answer(admin_client, client):
    store_result(client, INFLUENCER, main_purpose="brand")
    attempt = Attempt.objects.get()
    document = attempt.questionnaire.content
    shown = told_of(admin_client, attempt)
    for section in document.sections:
        for question in section.questions:
            row = f'<th scope="row">{question.text}</th><td>'
            assert f"{row}{answer_words(section, question, attempt.answers)}</td>" in shown
    assert document.context[0].labels["brand"] in shown


def test_a_sitting_that_was_just_begun_is_shown_too(admin_client, client):
    assert str(UNANSWERED["skipped"]) in told_of(admin_client, begin(client))


def test_a_superuser_deletes_a_sitting_with_all_that_hangs_on_it_and_no_other(admin_client, client):
    planned_and_shared, other, begun = make_one_of_each(client)
    asked = admin_client.get(admin_url(Attempt, "delete", planned_and_shared)).text
    assert "Are you sure" in asked
    delete(admin_client, planned_and_shared, begun)
    assert [attempt.pk for attempt in Attempt.objects.all()] == [other]
    assert list(counts().values()) == [1, 1, 0, 0]
    assert client.get(section_of(Attempt(pk=begun))).status_code == 404


def test_staff_who_are_no_superusers_read_sittings_and_delete_none(client):
    kept = make_one_of_each(client)
    stan = make_user("stan", is_staff=True)
    stan.user_permissions.set(Permission.objects.filter(content_type__app_label="assessment"))
    desk = Client()
    desk.force_login(stan)
    assert desk.get(admin_url(Attempt, "change", kept[0])).status_code == 200
    delete(desk, *kept)
    assert Attempt.objects.count() == len(kept)


def test_nobody_deletes_many_sittings_at_once(admin_client, client):
    kept = make_one_of_each(client)
    run_action(admin_client, "delete_selected", *Attempt.objects.all(), post="yes")
    assert Attempt.objects.count() == len(kept)


def test_a_result_is_deleted_with_its_sitting_only(admin_client, client):
    store_result(client, INFLUENCER)
    found = Result.objects.get()
    assert admin_client.post(page_of(found, "delete"), {"post": "yes"}).status_code == 403
    assert admin_url(Attempt, "change", found.pk) in told_of(admin_client, found)
