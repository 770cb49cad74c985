"""The ledger in words: every answer with its points, and none where nothing was counted."""

from hypothesis import given
from making import INFLUENCER, THREES
from sittings import sittings_with_a_role

from assessment.content.shipped import read_questionnaire
from assessment.scoring.evaluate import evaluate
from assessment.scoring.vocabulary import Sitting
from assessment.words.ledger import ledger

DOCUMENT = read_questionnaire()


def printed(answers):
    """Return the points of every statement as they are printed, by key."""
    values = {key: value for key, value in answers.items() if isinstance(value, int)}
    found = ledger(evaluate(Sitting(DOCUMENT.items, values)), DOCUMENT, answers)
    return {row.answered.key: row.points for part in found.parts for row in part.rows}


def test_what_was_left_out_has_no_points_and_a_middle_answer_has_none_either_way():
    points = printed(INFLUENCER | {"P1": "skipped", "P2": "not_applicable", "P3": 3})
    assert (points["P1"], points["P2"]) == ("", "")
    assert points["P3"] == "0.0"
    assert all(points[key] for key in INFLUENCER if key not in ("P1", "P2"))


@given(sittings_with_a_role())
def test_plus_leads_towards_influencing_minus_towards_influenced_and_nothing_neither_way(sitting):
    ways = {"+": "towards influencing", "\N{MINUS SIGN}": "towards influenced", "0": "neither way", "": ""}
    found = ledger(evaluate(sitting), DOCUMENT, sitting.values)
    for row in (row for part in found.parts for row in part.rows):
        assert row.direction == ways[row.points[:1]]


def test_without_a_role_nothing_has_points():
    assert not any(printed({key: value for key, value in THREES.items() if key[0] == "P"}).values())


def test_authenticity_in_the_middle_is_an_own_voice_and_below_it_takes_away():
    for answers, note in ((THREES, "an own voice takes nothing away"), (THREES | {"A8": 4}, "takes points away")):
        found = ledger(evaluate(Sitting(DOCUMENT.items, answers)), DOCUMENT, answers)
        assert [note in part.note for part in found.parts] == [
            part.section.dimension == "authenticity" for part in found.parts
        ]
