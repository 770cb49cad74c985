"""The two currents: how many lines run in and out, and the same in words."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from msgspec import Struct

from assessment.figures.flow import Flow, flow, lines
from assessment.scoring.finding import Currents
from assessment.scoring.rounding import half_up


class Levels(NamedTuple):
    """Both amounts in whole points."""

    inward: int
    outward: int


class CurrentsDrawing(Struct, frozen=True):
    """The drawing, its text alternative, and both amounts."""

    flow: Flow
    alt: str
    levels: Levels


def currents_drawing(currents: Currents | None) -> CurrentsDrawing | None:
    """Return the drawing of two currents; None when neither is known."""
    if currents is None:
        return None
    inward, outward = lines(currents.inward), lines(currents.outward)
    levels = Levels(half_up(currents.inward), half_up(currents.outward))
    return CurrentsDrawing(flow(inward, outward), alt_text(inward, outward), levels)


def alt_text(inward: int, outward: int) -> str:
    """Return the text alternative of the drawing."""
    flows_in = ngettext("%d line flows in to you", "%d lines flow in to you", inward) % inward
    flows_out = ngettext("%d flows out", "%d flow out", outward) % outward
    return _("Drawing of your result: %(flows_in)s, what shapes you, and %(flows_out)s, what you shape.") % {
        "flows_in": flows_in,
        "flows_out": flows_out,
    }
