"""The drawing of the two currents tells each on its own side, in lines and in words."""

from sittings import make_items

from assessment.scoring.evaluate import evaluate
from assessment.scoring.vocabulary import Dimension, Pole, Sitting
from assessment.words.currents import Levels, currents_drawing

FLOWING = make_items([Dimension.PURPOSE, Dimension.ENGAGEMENT])


def drawn(taking_in, giving_out):
    """The drawing for someone with these answers to what tells of taking in, and of giving out."""
    values = {item.key: taking_in if item.pole is Pole.LOW else giving_out for item in FLOWING}
    return currents_drawing(evaluate(Sitting(FLOWING, values)).currents)


def test_what_is_taken_in_flows_in_and_what_is_given_out_flows_out():
    found = drawn(taking_in=5, giving_out=2)
    assert (len(found.flow.inward), len(found.flow.outward)) == (25, 6)
    assert found.levels == Levels(inward=100, outward=25)
    assert (
        found.alt == "Drawing of your result: 25 lines flow in to you, what shapes you, and 6 flow out, what you shape."
    )


def test_one_line_is_spoken_of_as_one():
    values = dict.fromkeys((item.key for item in FLOWING), 1) | {"P5": 2}
    found = currents_drawing(evaluate(Sitting(FLOWING, values)).currents)
    assert (
        found.alt == "Drawing of your result: 1 line flows in to you, what shapes you, and 0 flow out, what you shape."
    )


def test_amounts_are_told_in_whole_points():
    values = dict.fromkeys((item.key for item in FLOWING), 1)
    found = currents_drawing(evaluate(Sitting(FLOWING, values | {"P1": 2, "P5": 2})).currents)
    assert found.levels == Levels(inward=3, outward=3)  # 3.125 each


def test_without_a_current_there_is_no_drawing():
    assert currents_drawing(None) is None
