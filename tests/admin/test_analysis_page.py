"""The analysis page tells editors how a version measures, once enough people answered, and never who they are."""

import codecs
import csv
import io
from datetime import timedelta
from html import unescape
from statistics import correlation, fmean, median

import numpy as np
import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone
from editing import page_of
from making import THREES, current, make_draft, make_user, make_version
from sittings import make_items

from assessment.admin import analysis as desk
from assessment.content.document import ContextKey
from assessment.models import AnalysisRun, Attempt, Commitment, Result
from assessment.scoring.finding import Flag
from assessment.views import reading

ITEMS = make_items()


def page(version, name="analysis"):
    return page_of(version, name)


def answers(seed):
    """Somebody's answers, at random, a few of them left out; nobody agrees with C5, which could raise a flag."""
    options = [1, 2, 3, 4, 5] * 3 + ["skipped", "not_applicable"]
    picked = np.random.default_rng(seed).integers(len(options), size=len(ITEMS))
    return {item.key: options[place] for item, place in zip(ITEMS, picked, strict=True)} | {"C5": 1 + seed % 3}


def sit(seed, *, given=None, browser="", days=100.0, minutes=5, **context):
    """A finished sitting of so many days ago."""
    finished = timezone.now() - timedelta(days=days)
    attempt = Attempt.objects.create(
        questionnaire=current(),
        browser=browser or f"browser {seed}",
        answers=given or answers(seed),
        context=context,
        started_at=finished - timedelta(minutes=minutes),
    )
    return Result.objects.finish(attempt, at=finished)


def crowd(people):
    return [sit(seed, self_view="influencing", minutes=seed) for seed in range(people)]


def figures():
    return AnalysisRun.worked_out(current()).read()


def test_figures_are_worked_out_while_few_people_have_answered(admin_client):
    crowd(30)
    text = unescape(admin_client.get(page(current())).text)
    assert "30 sittings count, as of" in text
    assert "What to look at first" in text
    for title in ("How the sections hang together", "Statements: Purpose", "Roles", "Where people stopped", "Advice"):
        assert title in text
    assert "from N 100 on" in text
    assert "by the headline that somebody has shared, their row can be found" in text
    assert 'class="bars"' in text
    assert not AnalysisRun.objects.exists()


def test_whoever_keeps_a_cookie_counts_once_and_the_page_says_who_does_not(admin_client):
    crowd(30)
    for seed in range(30, 60):
        sit(seed, browser="browser 0")
    text = unescape(admin_client.get(page(current())).text)
    assert "30 sittings count, as of" in text
    assert "Further sittings left out: 30." in text
    assert "so would a program that makes sittings up" in text


def test_below_thirty_sittings_the_page_says_so_and_shows_nothing(admin_client):
    crowd(29)
    text = admin_client.get(page(current())).text
    assert "29 sittings count so far. Figures are shown from 30 on." in text
    assert "figures" not in text[text.index('id="content"') :]


def test_the_page_is_reached_from_the_page_of_the_version(admin_client):
    assert page(current()) in admin_client.get(page(current(), "change")).text


def test_a_stored_run_is_shown_until_ten_more_have_finished(admin_client):
    crowd(30)
    call_command("analyse")
    AnalysisRun.objects.update(figures=AnalysisRun.objects.get().figures.replace('"later":0', '"later":77'))
    for seed in range(30, 39):
        sit(seed, days=-0.01)
    assert "Further sittings left out: 77." in admin_client.get(page(current())).text
    sit(39, days=-0.01)
    assert "Further sittings left out: 77." not in admin_client.get(page(current())).text


def test_a_stored_run_tells_of_its_own_version_alone(admin_client):
    crowd(30)
    call_command("analyse")
    make_version()
    assert "0 sittings count so far." in admin_client.get(page(current())).text


def test_too_many_sittings_are_left_to_the_command(admin_client, monkeypatch):
    monkeypatch.setattr(desk, "MOST_AT_ONCE", 20)
    crowd(30)
    assert "manage.py analyse 1" in admin_client.get(page(current())).text
    call_command("analyse")
    sit(31, days=-0.01)
    assert "30 sittings count, as of" in admin_client.get(page(current())).text


def test_a_draft_has_no_analysis(admin_client):
    draft = make_draft()
    for name in ("analysis", "codebook"):
        assert admin_client.get(page(draft, name)).url == page(draft, "change")


def test_the_page_asks_little_of_the_database(admin_client, django_assert_max_num_queries):
    crowd(30)
    with django_assert_max_num_queries(14):
        admin_client.get(page(current()))


def test_only_first_sittings_without_a_flag_of_this_version_count():
    crowd(30)
    for days in (50, 20):
        sit(3, days=days)
    sit(100, given=dict.fromkeys(THREES, 3))
    for seed in range(30, 37):
        sit(seed, days=1)
    found = figures()
    assert (found.sittings, found.first, found.later) == (37, 38, 2)
    assert found.flags == {"same_answer": 1}
    make_version(P1="To be seen")
    assert figures().sittings == 0


def test_figures_are_those_of_the_stored_answers():
    crowd(60)
    stored = [attempt.answers for attempt in Attempt.objects.order_by("pk")]
    for item in figures().items:
        values = [row[item.key] for row in stored if isinstance(row[item.key], int)]
        assert item.mean.value == pytest.approx(fmean(values))
        assert item.skipped.value == pytest.approx([row[item.key] for row in stored].count("skipped") / 60)
    assert figures().times.half.value == pytest.approx(60 * median(range(60)), abs=60)


def sit_twice(seed):
    """Sit as one browser, and again twenty days later, answering otherwise; return both results."""
    return [sit(1000 * nth + seed, browser=f"browser {seed}", days=100 - 20 * nth) for nth in range(2)]


def test_people_and_browsers_sitting_twice_are_the_retest_but_for_what_has_a_flag():
    for days in (120, 110):
        sit(90, given=dict.fromkeys(THREES, 3), browser="browser 90", days=days)
    pairs = [sit_twice(seed) for seed in (*range(33), 90)]
    for seed in range(3):
        user = make_user(f"user {seed}")
        Attempt.objects.filter(browser=f"browser {seed}").update(user=user, browser="")
    counting = [pair for pair in pairs if all(one.role and not one.read().finding.flags for one in pair)]
    scores = [(before.score, after.score) for before, after in counting]
    retest = figures().retest
    assert retest.r.n == len(scores) >= 30
    assert retest.r.value == pytest.approx(correlation(*zip(*scores, strict=True)))
    assert retest.difference.value == pytest.approx(fmean(after - before for before, after in scores))


def test_unfinished_sittings_show_where_people_stopped():
    crowd(30)
    yesterday = timezone.now() - timedelta(days=2)
    for given in ({}, {item.key: 3 for item in ITEMS[:8]}, THREES):
        Attempt.objects.create(questionnaire=current(), browser="x", answers=given, started_at=yesterday)
    Attempt.objects.create(questionnaire=current(), browser="y", answers={})
    stopped = {stop.page: stop.count for stop in figures().stops}
    assert stopped == {"purpose": 1, "engagement": 1, "authenticity": 0, "conversation": 0, "review": 1}


def test_advice_taken_up_is_counted_for_the_sittings_that_count():
    Commitment.objects.create(result=sit(30), advice="V28", kept=True)
    make_version()
    results = crowd(38)
    flagged, again = sit(100, given=dict.fromkeys(THREES, 3)), sit(0, days=1)
    for result, kept in ((results[0], True), (results[1], None), (flagged, False), (again, False)):
        Commitment.objects.create(result=result, advice="V28", kept=kept)
    piece = next(piece for piece in figures().advice if piece.key == "V28")
    assert (piece.taken_up, piece.kept, piece.not_kept) == (2, 1, 0)


def test_the_command_names_what_it_did_and_refuses_what_has_no_sittings(capsys):
    crowd(3)
    call_command("analyse")
    assert "Question set 1: analysed 3 sittings." in capsys.readouterr().out
    assert AnalysisRun.objects.get().read().sittings == 3
    draft = make_draft()
    for number in (draft.number, 99):
        with pytest.raises(CommandError, match="no published question set"):
            call_command("analyse", number)


@pytest.mark.usefixtures("published")
def test_figures_take_the_place_of_those_before():
    for _ in range(2):
        call_command("analyse", stdout=io.StringIO())
    newest = AnalysisRun.objects.get()
    newest.delete()
    assert "What is not known yet" in reading.measured(current().fingerprint, "en", newest.pk)


def rows_of(response):
    return list(csv.DictReader(io.StringIO(b"".join(response).decode("utf-8-sig"))))


def handed_out(client):
    """Return the rows of answers that an editor downloads."""
    return rows_of(client.get(page(current(), "answers")))


def answers_in(row):
    return [row[item.key] for item in ITEMS]


def test_answers_are_exported_raw_without_identity_or_time(admin_client):
    crowd(30)
    response = admin_client.get(page(current(), "answers"))
    assert response.streaming
    assert "answers-set-1.csv" in response["Content-Disposition"]
    rows = rows_of(response)
    stored = [[str(attempt.answers[item.key]) for item in ITEMS] for attempt in Attempt.objects.all()]
    assert sorted(map(answers_in, rows)) == sorted(stored)
    assert set(rows[0]) == {"version", *(item.key for item in ITEMS), *ContextKey, "first", *Flag}
    assert {row["version"] for row in rows} == {"1"}


def test_each_row_of_answers_says_whether_it_is_a_first_sitting_and_what_was_noticed(admin_client):
    crowd(38)
    sit(7, days=3)
    sit(50, given=dict.fromkeys(THREES, 3))
    rows = handed_out(admin_client)
    assert [row["first"] for row in rows].count("0") == 1
    assert [row["same_answer"] for row in rows].count("1") == 1


def test_no_two_downloads_tell_apart_what_one_person_answered(admin_client):
    def downloaded():
        return {tuple(row.items()) for row in handed_out(admin_client)}

    crowd(30)
    before = downloaded()
    assert len(before) == 30
    for seed in range(30, 39):
        sit(seed, days=1)
        assert (downloaded(), figures().sittings) == (before, 30)
    sit(39, days=1)
    assert (len(downloaded() - before), figures().sittings) == (10, 40)


def test_rows_come_neither_in_the_order_in_which_people_came_nor_in_that_of_the_addresses_of_results(admin_client):
    crowd(40)
    came = [[str(answers(seed)[item.key]) for item in ITEMS] for seed in range(40)]
    rows = list(map(answers_in, handed_out(admin_client)))
    assert sorted(rows) == sorted(came)
    assert rows != came
    assert rows == sorted(rows)


def test_answers_of_too_few_are_not_handed_out(admin_client):
    crowd(29)
    former, latest = current(), make_version()
    sit(29)
    for version in (former, latest):
        assert admin_client.get(page(version, "answers")).url == page(version)


def test_the_codebook_explains_every_column(admin_client):
    crowd(30)
    columns = handed_out(admin_client)[0]
    book = {row["column"]: row for row in rows_of(admin_client.get(page(current(), "codebook")))}
    assert list(book) == list(columns)
    assert book["E1"]["section"] == "engagement"
    assert book["E5"]["pole"] == "low"
    assert book["C1"]["opposite"] == "C5"
    assert "5 = " in book["P1"]["values"]
    assert "not_applicable = does not apply" in book["P1"]["values"]


def test_spreadsheets_read_the_codebook_as_it_was_written(admin_client):
    told = b"".join(admin_client.get(page(current(), "codebook")))
    assert told.startswith(codecs.BOM_UTF8)
    assert "I’m not sure" in told.decode()


def test_what_editors_wrote_starts_no_formula_in_the_codebook(admin_client):
    draft = make_draft()
    draft.sections.update(stem="=HYPERLINK(1)")
    draft.context_questions.update(text="=HYPERLINK(2)")
    draft.publish()
    texts = [row["text"] for row in rows_of(admin_client.get(page(draft, "codebook")))]
    assert all(any(f"HYPERLINK({number})" in text for text in texts) for number in (1, 2))
    assert not any(text.startswith("=") for text in texts)
