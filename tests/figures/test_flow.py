"""The drawing of a result: lines that flow in and out, one side the mirror of the other."""

import re
from fractions import Fraction
from itertools import combinations, pairwise
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessment.figures.flow import HEIGHT, MOST_LINES, WIDTH, Dot, Flow, Line, flow, from_score, lines

COUNTS = st.integers(0, MOST_LINES)
SOME = st.integers(1, MOST_LINES)
CURRENTS = st.fractions(0, 100, max_denominator=16)

LONGEST_PATH = 48


def points(line: Line) -> list[tuple[float, float]]:
    numbers = [float(number) for number in re.findall(r"-?[\d.]+", line.d)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))


def sides(drawing: Flow) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    return drawing.inward, drawing.outward


def dots(drawing: Flow, side: tuple[Line, ...]) -> list[Dot]:
    """Return the dots as they are seen, each where its line begins."""
    return [Dot(*map(int, points(line)[0]), drawing.dot_radius * line.width) for line in side]


def ring_ends(side: tuple[Line, ...]) -> list[tuple[float, float]]:
    return [points(line)[-1] for line in side]


@given(COUNTS, COUNTS)
def test_each_side_has_as_many_lines_as_asked_for(lines_in: int, lines_out: int):
    drawing = flow(lines_in, lines_out)
    assert (len(drawing.inward), len(drawing.outward)) == (lines_in, lines_out)


@given(COUNTS, COUNTS)
def test_nothing_leaves_the_view_box_and_each_side_as_it_lies_on_the_left_keeps_to_the_left(
    lines_in: int, lines_out: int
):
    drawing = flow(lines_in, lines_out)
    for side in sides(drawing):
        for dot in dots(drawing, side):
            assert dot.radius < dot.x < WIDTH / 2 - dot.radius
            assert dot.radius < dot.y < HEIGHT - dot.radius
        for x, y in (point for line in side for point in points(line)):
            assert 0 <= x < WIDTH / 2
            assert 0 <= y <= HEIGHT


@given(COUNTS)
def test_a_balanced_drawing_is_its_own_mirror_image(count: int):
    drawing = flow(count, count)
    assert drawing.outward == drawing.inward


@given(SOME)
def test_every_line_ends_under_the_ring(count: int):
    drawing = flow(count, count)
    for side in sides(drawing):
        assert all(hypot(x - drawing.ring.x, y - drawing.ring.y) < drawing.ring.radius for x, y in ring_ends(side))


def test_lines_run_from_the_outside_to_the_ring():
    drawing = flow(7, 12)
    for line in (*drawing.inward, *drawing.outward):
        assert [x for x, _ in points(line)] == sorted(x for x, _ in points(line))


@given(SOME)
def test_lines_keep_their_order_and_never_cross(count: int):
    for upper, lower in pairwise(flow(count, 0).inward):
        assert all(above[1] < below[1] for above, below in zip(points(upper), points(lower), strict=True))


@given(st.integers(2, MOST_LINES))
def test_dots_are_spread_evenly_over_the_height(count: int):
    heights = [points(line)[0][1] for line in flow(count, 0).inward]
    gaps = [below - above for above, below in pairwise(heights)]
    assert max(gaps) - min(gaps) <= 1
    assert abs(heights[0] + heights[-1] - HEIGHT) <= 1


@given(st.integers(2, MOST_LINES))
def test_lines_come_closer_together_towards_the_ring(count: int):
    side = flow(count, 0).inward
    outer, inner = [points(line)[0][1] for line in side], [y for _, y in ring_ends(side)]
    assert inner[-1] - inner[0] < (outer[-1] - outer[0]) / 4


@given(st.integers(2, MOST_LINES))
def test_no_two_dots_touch(count: int):
    drawing = flow(count, 0)
    for one, other in combinations(dots(drawing, drawing.inward), 2):
        assert hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius


def test_neighbouring_dots_differ_in_place_and_size():
    drawing = flow(MOST_LINES, 0)
    for one, following in pairwise(dots(drawing, drawing.inward)):
        assert one.x != following.x
        assert one.radius != following.radius


def test_a_single_line_runs_straight_through_the_middle():
    (line,) = flow(1, 0).inward
    assert {y for _, y in points(line)} == {HEIGHT / 2}


def test_the_core_lies_in_the_middle_of_the_ring_and_of_the_drawing():
    drawing = flow(3, 4)
    assert (drawing.ring.x, drawing.ring.y) == (drawing.core.x, drawing.core.y) == (WIDTH / 2, HEIGHT / 2)
    assert drawing.core.radius < drawing.ring.radius


@given(COUNTS, COUNTS)
def test_paths_stay_short(lines_in: int, lines_out: int):
    drawing = flow(lines_in, lines_out)
    assert all(len(line.d) <= LONGEST_PATH for line in (*drawing.inward, *drawing.outward))


@pytest.mark.parametrize(("lines_in", "lines_out"), [(-1, 3), (3, -1), (26, 0), (0, 26)])
def test_a_number_of_lines_that_no_current_gives_is_refused(lines_in: int, lines_out: int):
    with pytest.raises(ValueError, match="0 to 25 lines"):
        flow(lines_in, lines_out)


@pytest.mark.parametrize(
    ("current", "count"),
    [(0, 0), (1, 0), (2, 1), (Fraction(199, 100), 0), (50, 13), (Fraction(25, 2), 3), (98, 25), (100, 25)],
)
def test_lines_are_a_quarter_of_the_current_with_halves_rounded_up(current: int | Fraction, count: int):
    assert lines(Fraction(current)) == count


@given(CURRENTS, CURRENTS)
def test_more_current_never_draws_fewer_lines(one: Fraction, other: Fraction):
    less, more = sorted((one, other))
    assert 0 <= lines(less) <= lines(more) <= MOST_LINES


@pytest.mark.parametrize(
    ("score", "inward", "outward"), [(0, 25, 0), (50, 13, 13), (59, 10, 15), (61, 10, 15), (100, 0, 25)]
)
def test_a_score_alone_gives_a_drawing_too(score: int, inward: int, outward: int):
    assert from_score(score) == flow(inward, outward)
