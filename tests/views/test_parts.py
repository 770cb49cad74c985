"""Parts of pages that are rendered once for the same values."""

from django.template import Context, Template
from django.utils.safestring import SafeString

from assessment.figures.flow import flow


def drawn(inward, outward, said=""):
    template = Template('{% load parts %}{% part "assessment/parts/flow.html" flow=flow said=said %}')
    return template.render(Context({"flow": flow(inward, outward), "said": said, "result": "not asked for"}))


def included(inward, outward, said=""):
    template = Template('{% include "assessment/parts/flow.html" with flow=flow said=said only %}')
    return template.render(Context({"flow": flow(inward, outward), "said": said}))


def test_a_part_is_what_including_it_gives_however_often_and_whatever_came_before():
    for inward, outward, said in ((3, 4, ""), (4, 3, "four in, three out"), (3, 4, ""), (3, 4, "three in, four out")):
        assert drawn(inward, outward, said) == included(inward, outward, said)


def test_what_goes_in_is_escaped_and_the_part_is_not_escaped_again():
    part = drawn(1, 1, said='"><script>')
    assert isinstance(part, SafeString)
    assert "<script>" not in part
    assert "<svg" in part
