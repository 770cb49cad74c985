"""What would turn the role is told by answers that really turn it, and by no more steps than it says."""

from dataclasses import replace

from hypothesis import given
from sittings import sittings_with_a_role

from assessment.content.shipped import read_questionnaire
from assessment.scoring.evaluate import evaluate
from assessment.scoring.vocabulary import Sitting
from assessment.words.answers import answered_by_key
from assessment.words.flip import flip_words

DOCUMENT = read_questionnaire()
LABELS = {question.key: section.labels for section in DOCUMENT.sections for question in section.questions}


@given(sittings_with_a_role())
def test_whoever_changes_the_named_answers_as_told_gets_the_other_role(sitting):
    told = flip_words(evaluate(sitting), DOCUMENT, answered_by_key(DOCUMENT, sitting.values))
    changed = {one.answered.key: LABELS[one.answered.key].index(one.to) + 1 for one in told.changes}
    assert told.steps == sum(abs(value - sitting.values[key]) for key, value in changed.items())
    for one in told.changes:
        assert one.answered.answer == LABELS[one.answered.key][sitting.values[one.answered.key] - 1]
    before, after = evaluate(sitting), evaluate(replace(sitting, values={**sitting.values, **changed}))
    assert after.role != before.role
    assert told.role == after.role


def test_without_a_role_nothing_turns():
    assert flip_words(evaluate(Sitting(DOCUMENT.items, {})), DOCUMENT, {}) is None
