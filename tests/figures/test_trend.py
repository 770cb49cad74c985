"""Results over time: a lens for each range, and lines that join the scores."""

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assessment.figures.trend import Point, Segment, trend
from assessment.scoring.finding import Standing
from assessment.scoring.firmness import HIGH_SIDE, LOW_SIDE, standing
from assessment.scoring.vocabulary import Estimate, Firmness

SCORES = st.fractions(0, 100, max_denominator=48)
STANDINGS = st.builds(Estimate, SCORES, st.floats(1, 40)).map(lambda estimate: standing(estimate, flagged=False))
HISTORIES = st.lists(STANDINGS, max_size=40)


def make_standing(score: int, low: int, high: int) -> Standing:
    return Standing(Fraction(score), low, high, margin=max(score - low, high - score), firmness=Firmness.CLOSE)


def test_two_results_stand_in_two_equal_columns_with_a_line_between():
    drawing = trend([make_standing(34, 22, 46), make_standing(61, 50, 72)])
    assert drawing.points == (
        Point(x=25, y=66, top=54, height=24, visible_from=0, visible_length=100),
        Point(x=75, y=39, top=28, height=22, visible_from=0, visible_length=100),
    )
    assert drawing.segments == (Segment(x1=25, y1=66, x2=75, y2=39),)


def test_a_single_result_stands_in_the_middle_without_a_line():
    drawing = trend([make_standing(50, 40, 60)])
    assert drawing.points == (Point(x=50, y=50, top=40, height=20, visible_from=0, visible_length=100),)
    assert drawing.segments == ()


def test_the_scale_is_the_full_one_with_influencing_on_top():
    lowest, highest = trend([make_standing(0, 0, 10), make_standing(100, 90, 100)]).points
    assert (lowest.y, highest.y) == (100, 0)


@given(HISTORIES)
def test_a_lens_is_widest_at_its_dot_also_where_the_scale_ends(standings: list[Standing]):
    for point in trend(standings).points:
        assert abs(point.top + point.height * (50 - point.visible_from) / point.visible_length - point.y) <= 1


@given(HISTORIES)
def test_nothing_leaves_the_drawing(standings: list[Standing]):
    for point in trend(standings).points:
        assert 0 < point.x < 100
        assert 0 <= point.top <= point.y <= point.top + point.height <= 100


@given(HISTORIES)
def test_results_go_from_left_to_right_in_equal_steps(standings: list[Standing]):
    places = [point.x for point in trend(standings).points]
    steps = [later - earlier for earlier, later in pairwise(places)]
    assert all(step > 0 for step in steps)
    assert all(abs(step - 100 / len(standings)) <= 0.11 for step in steps)


@given(HISTORIES)
def test_the_lines_join_each_result_to_the_next(standings: list[Standing]):
    drawing = trend(standings)
    ends = [((segment.x1, segment.y1), (segment.x2, segment.y2)) for segment in drawing.segments]
    assert ends == list(pairwise((point.x, point.y) for point in drawing.points))


def test_the_band_in_the_middle_lies_where_a_score_is_on_neither_side():
    top, height = trend([]).zone
    assert (top, top + height) == (100 - HIGH_SIDE, 100 - LOW_SIDE)
