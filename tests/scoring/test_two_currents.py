"""What flows in and what flows out, and how the two together are called."""

import pytest
from sittings import make_keyed_sitting, make_sitting

from assessment.scoring.currents import two_currents
from assessment.scoring.dimensions import dimension_scores
from assessment.scoring.finding import Currents, Mixture
from assessment.scoring.vocabulary import Sitting


def found_currents(sitting: Sitting) -> Currents | None:
    return two_currents(sitting, dimension_scores(sitting))


def test_inward_is_what_low_items_say_and_outward_what_high_items_say():
    found = found_currents(make_keyed_sitting(purpose=0, engagement=0))
    assert (found.inward, found.outward) == (100, 0)


def test_answers_count_as_given():
    found = found_currents(make_sitting(rest=4))
    assert (found.inward, found.outward, found.mixture) == (75, 75, Mixture.BOTH)


@pytest.mark.parametrize(("value", "mixture"), [(3, Mixture.BOTH), (2, Mixture.LITTLE)])
def test_the_same_answer_everywhere_is_both_from_the_middle_up(value, mixture):
    assert found_currents(make_sitting(rest=value)).mixture is mixture


def test_one_of_the_two_under_the_middle_is_between():
    assert found_currents(make_sitting({"E1": 2}, rest=3)).mixture is Mixture.BETWEEN
    assert found_currents(make_sitting({"E5": 2}, rest=3)).mixture is Mixture.BETWEEN


def test_there_is_no_current_without_purpose_and_engagement():
    assert found_currents(make_keyed_sitting(authenticity=50, conversation=75)) is None
