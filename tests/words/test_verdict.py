"""The verdict in words, and what it rests on."""

import pytest
from hypothesis import given
from sittings import make_keyed_sitting, sittings_with_a_role

from assessment.content.reading import read_questionnaire
from assessment.scoring.evaluate import evaluate
from assessment.scoring.role import ROLE_WEIGHTS
from assessment.scoring.vocabulary import Role
from assessment.words.verdict import headline, rests_on, side

DOCUMENT = read_questionnaire()
TOWARDS = {Role.INFLUENCING: "towards influencing", Role.INFLUENCED: "towards being influenced"}


@pytest.mark.parametrize(
    ("against", "others", "said"),
    [
        (100, 0, "Your answers on purpose and engagement habits point towards being influenced. "),
        (0, 100, "Your answers on purpose and engagement habits point towards influencing. "),
    ],
)
def test_one_part_against_the_others_comes_last(against, others, said):
    sitting = make_keyed_sitting(purpose=others, engagement=others, conversation=against)
    told = rests_on(evaluate(sitting), DOCUMENT)
    assert told.startswith(f"{said}Those on conversing point towards ")


@given(sittings_with_a_role())
def test_what_agrees_with_the_role_is_never_second(sitting):
    finding = evaluate(sitting)
    agrees = any(side(finding.dimensions[dimension]) is finding.role for dimension in ROLE_WEIGHTS)
    assert not agrees or TOWARDS[finding.role] in rests_on(finding, DOCUMENT).partition(".")[0]


@given(sittings_with_a_role())
def test_every_headline_holds_the_role_by_its_word(sitting):
    finding = evaluate(sitting)
    assert str(finding.role) in headline(finding)
