"""A result is found once and kept exactly."""

import pytest
from django.db import IntegrityError, models, transaction
from hypothesis import given
from making import INFLUENCER, LISTENER, THREES, TOO_FEW, make_attempt
from sittings import sittings

from assessment.advice.choosing import choose
from assessment.advice.facts import Facts
from assessment.content.shipped import read_questionnaire
from assessment.models import Attempt, Result, Visitor
from assessment.models.result import Kept, read_kept
from assessment.models.storing import to_text
from assessment.scoring.evaluate import evaluate

BROWSER = Visitor(browser="a-browser")
PIECES = read_questionnaire().advice


@given(sittings())
def test_every_finding_comes_back_from_its_text_exact_fractions_included(sitting):
    finding = evaluate(sitting)
    facts = Facts(finding, sitting)
    kept = Kept(finding, choose(PIECES, facts))
    assert read_kept(to_text(kept)) == kept


@pytest.mark.parametrize("answers", [THREES, INFLUENCER, LISTENER, TOO_FEW, {}])
def test_what_is_read_is_what_scoring_found(answers):
    attempt = make_attempt(BROWSER, answers)
    result = Result.objects.finish(attempt)
    assert Result.objects.get().read().finding == evaluate(attempt.sitting())
    assert result.finished_at == Attempt.objects.get().finished_at


@pytest.mark.parametrize("occupation", ["executive", "private"])
def test_advice_rests_on_what_people_said_that_they_are(occupation):
    result = Result.objects.finish(make_attempt(BROWSER, THREES, {"occupation": occupation}))
    shown = {choice.key for choice in result.read().advice.shown}
    assert ("V17" in shown) is (occupation == "executive")


@pytest.mark.parametrize(
    ("answers", "columns"), [(INFLUENCER, ("influencing", "clear", 100.0)), (TOO_FEW, ("", "", None))]
)
def test_columns_to_search_by_say_what_the_finding_says_and_are_empty_without_a_role(answers, columns):
    result = Result.objects.finish(make_attempt(BROWSER, answers))
    assert (result.role, result.firmness, result.score) == columns


def test_finishing_twice_gives_one_and_the_same_result():
    attempt = make_attempt(BROWSER, THREES)
    stale = Attempt.objects.get()
    first = Result.objects.finish(attempt)
    second = Result.objects.finish(stale)
    assert first == second
    assert first.kept == second.kept
    assert Result.objects.count() == 1


def test_the_database_refuses_a_second_result_of_one_attempt():
    result = Result.objects.finish(make_attempt(BROWSER, THREES))
    result._state.adding = True
    with pytest.raises(IntegrityError), transaction.atomic():
        result.save(force_insert=True)


def test_what_answers_stand_on_cannot_be_deleted():
    attempt = make_attempt(BROWSER)
    with pytest.raises(models.ProtectedError):
        attempt.questionnaire.delete()


def test_when_writing_the_result_fails_the_attempt_stays_open():
    attempt = make_attempt(BROWSER, THREES)
    Result.objects.finish(attempt)
    Attempt.objects.update(finished_at=None)
    with pytest.raises(IntegrityError):
        Result.objects.finish(attempt)
    assert Attempt.objects.get().finished_at is None
