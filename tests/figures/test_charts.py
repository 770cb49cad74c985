"""Small bars for editors: how often each answer was given, and how sure a coefficient is."""

from itertools import pairwise

from hypothesis import example, given
from hypothesis import strategies as st

from assessment.figures.charts import HEIGHT, WIDTH, Whisker, bars, whisker

COUNTS = st.lists(st.integers(0, 1_000_000), min_size=5, max_size=5)


@given(COUNTS)
def test_bars_stand_inside_their_box_and_never_touch(counts):
    drawn = bars(counts)
    assert all(bar.y + bar.height == HEIGHT and bar.height >= 0 for bar in drawn)
    assert all(one.x + one.width < other.x for one, other in pairwise(drawn))
    assert drawn[-1].x + drawn[-1].width <= WIDTH


@given(COUNTS)
@example([0, 0, 0, 0, 1])
def test_more_answers_never_have_a_lower_bar(counts):
    in_order = sorted(zip(counts, (bar.height for bar in bars(counts)), strict=True))
    assert [height for _, height in in_order] == sorted(height for _, height in in_order)
    assert in_order[-1][1] == (HEIGHT if any(counts) else 0)


def test_an_interval_is_drawn_around_its_coefficient():
    assert whisker(0.72, 0.68, 0.75) == Whisker(dot=72, start=68, width=7)


@given(st.floats(-1, 1), st.floats(0, 0.5), st.floats(0, 0.5))
def test_an_interval_never_leaves_its_track(value, below, above):
    drawn = whisker(value, value - below, value + above)
    assert 0 <= drawn.start <= drawn.dot <= drawn.start + drawn.width <= 100
