"""The pictures that programs show beside a link: one of the site, one of each headline that can be shared.

A headline's is made from role, firmness and rounded score alone, so it reveals no more.
"""

from collections.abc import Mapping
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

import resvg_py
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from assessment.figures.flow import from_score
from assessment.figures.spectrum import Place, under_a_hill
from assessment.scoring.dimensions import MIDDLE
from assessment.scoring.role import role_of
from assessment.scoring.vocabulary import Firmness, Role
from assessment.words import verdict

USUAL_REACH = 11
"""Half the width of a usual hill, in points; a person's own would reveal more than the headline."""

ALL_PICTURES = len(Role) * len(Firmness) * (MIDDLE + 1)
"""How many there can be, a tenth of a MB each; all are kept, so that asking for every one draws each only once."""

ROUND_THE_MIDDLE = _("Close, in the middle")
THIRTY_DAYS = 30 * 24 * 60 * 60
DISPLAY_FONT = settings.BASE_DIR / "static" / "font" / "display.ttf"


@require_safe
@cache_control(public=True, max_age=THIRTY_DAYS)
def of_headline(request: HttpRequest, role: str, firmness: str, score: str) -> HttpResponse:
    """Send the picture of a headline."""
    return for_all(headline_drawn(Role(role), Firmness(firmness), int(score)))


@require_safe
@cache_control(public=True, max_age=THIRTY_DAYS)
def of_site(request: HttpRequest) -> HttpResponse:
    """Send the picture of the site."""
    return for_all(site_drawn())


def for_all(picture: bytes) -> HttpResponse:
    """Return a picture that other sites may show, which no other address of ours allows."""
    return HttpResponse(picture, content_type="image/png", headers={"Cross-Origin-Resource-Policy": "cross-origin"})


@lru_cache(maxsize=ALL_PICTURES)
def headline_drawn(role: Role, firmness: Firmness, score: int) -> bytes:
    """Return a PNG of 1200 x 630; 404 for a score on the other role's side."""
    if score != MIDDLE and role_of(Fraction(score)) is not role:
        raise Http404
    page = {
        "words": words(role, firmness, score).partition(str(verdict.ROLE_NAMES[role])),
        "side": verdict.SIDES[role],
        "flow": from_score(score),
        "place": usual_place(score),
    }
    return drawn("assessment/picture_of_headline.svg", page)


@cache
def site_drawn() -> bytes:
    """Return the site's PNG of 1200 x 630."""
    return drawn("assessment/picture_of_site.svg", {"flow": from_score(MIDDLE)})


def drawn(template: str, page: Mapping[str, Any]) -> bytes:
    """Return a PNG of what a template of an SVG draws."""
    svg = render_to_string(template, page)
    return resvg_py.svg_to_bytes(svg_string=svg, font_files=[str(DISPLAY_FONT)], skip_system_fonts=True)


def words(role: Role, firmness: Firmness, score: int) -> str:
    """Return the headline; it leaves open whether an influenced score that rounds to the middle is exactly there."""
    unknown = score == MIDDLE and role is Role.INFLUENCED
    return str(ROUND_THE_MIDDLE if unknown else verdict.LABELS[role, firmness])


def usual_place(score: int) -> Place:
    """Return where a score lies, under a hill of the usual width that stays on the track."""
    return under_a_hill(score, USUAL_REACH, max(0, score - USUAL_REACH), min(100, score + USUAL_REACH))
