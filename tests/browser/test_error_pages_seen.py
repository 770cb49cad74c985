"""Pages for what went wrong are within reach of everyone, as all others."""

from pathlib import Path

import pytest
from browser.watching import assert_accessible_and_fits
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.urls import include, path

TEMPLATES = Path(__file__).parents[2] / "templates"
PAGES = [*sorted(page.stem for page in TEMPLATES.glob("[45]*.html")), "closed"]


def show(request, name):
    return HttpResponse(render_to_string(f"{name}.html", {"until": "12:00", "cookies": True}))


urlpatterns = [path("wrong/<name>/", show), path("", include("influence_site.urls"))]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_for_what_went_wrong_is_within_reach_of_everyone(visit, name):
    page = visit(f"/wrong/{name}/")
    assert_accessible_and_fits(page)
