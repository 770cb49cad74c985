"""Parts of pages that are rendered once for the same values."""

import re

import pytest
from django.template import Context, Template
from django.utils.safestring import SafeString
from hypothesis import given
from hypothesis import strategies as st

from assessment.content.shipped import read_questionnaire
from assessment.figures.flow import WIDTH, flow
from assessment.figures.spectrum import Place
from assessment.words.currents import Levels
from assessment.words.gap import Scores
from assessment.words.verdict import Measure

POINTS = st.integers(0, 100)
SECTION = read_questionnaire().sections[0]


def drawn(inward, outward, alt=""):
    template = Template('{% load parts %}{% part "assessment/parts/flow.html" flow=flow alt=alt %}')
    return template.render(Context({"flow": flow(inward, outward), "alt": alt, "result": "not asked for"}))


def included(inward, outward, alt=""):
    template = Template('{% include "assessment/parts/flow.html" with flow=flow alt=alt only %}')
    return template.render(Context({"flow": flow(inward, outward), "alt": alt}))


def test_a_part_is_what_including_it_gives_however_often_and_whatever_came_before():
    for inward, outward, alt in ((3, 4, ""), (4, 3, "four in, three out"), (3, 4, ""), (3, 4, "three in, four out")):
        assert drawn(inward, outward, alt) == included(inward, outward, alt)


def test_what_flows_in_lies_on_the_left_and_what_flows_out_mirrored_on_the_right():
    left, mirrored, right = included(3, 4).partition(f'<g transform="matrix(-1 0 0 1 {WIDTH} 0)">')
    assert mirrored
    outward, ring = re.split(r"</g>\s*</g>", right)
    assert [part.count("<path") for part in (left, outward, ring)] == [3, 4, 0]
    assert ('stroke="url(#in)"' in left, 'stroke="url(#out)"' in outward) == (True, True)


def test_what_goes_in_is_escaped_and_the_part_is_not_escaped_again():
    part = drawn(1, 1, alt='"><script>')
    assert isinstance(part, SafeString)
    assert "<script>" not in part
    assert "<svg" in part


@pytest.mark.parametrize(
    ("name", "also"),
    [
        ("role_position", {"label": "Clearly influenced", "why_not_sure": ""}),
        ("side", {"section": SECTION, "kind": "thin", "said": "Told"}),
        ("gap", {"hollow": "start", "filled": "end", "said": "Told", "rests_on": ""}),
        ("how_to_read", {}),
        ("numbers_role", {}),
        ("numbers_side", {"section": SECTION}),
        ("numbers_pair", {"first": "What you want", "second": "What you do"}),
    ],
)
@given(st.builds(Measure, *[POINTS] * 4), st.builds(Place, *[POINTS] * 5), st.builds(Scores, POINTS, POINTS))
def test_numbers_stand_in_a_part_where_including_it_puts_them(name, also, measure, place, scores):
    values = also | {"measure": measure, "place": place, "scores": scores, "pair": Levels(*scores)}
    names = " ".join(f"{key}={key}" for key in values)
    part = Template(f'{{% load parts %}}{{% part "assessment/parts/{name}.html" {names} %}}')
    include = Template(f'{{% include "assessment/parts/{name}.html" with {names} only %}}')
    assert part.render(Context(values)) == include.render(Context(values))
