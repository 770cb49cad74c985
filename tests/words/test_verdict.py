"""The verdict in words."""

from hypothesis import given
from sittings import sittings_with_a_role

from assessment.scoring.evaluate import evaluate
from assessment.words.verdict import headline


@given(sittings_with_a_role())
def test_every_headline_holds_the_role_by_its_word(sitting):
    finding = evaluate(sitting)
    assert str(finding.role) in headline(finding)
