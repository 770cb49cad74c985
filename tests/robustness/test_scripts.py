"""The scripts of the site show text as text and keep nothing in the browser."""

import re

import pytest
from django.conf import settings

SCRIPTS = sorted((settings.BASE_DIR / "static").rglob("*.js"))
AS_MARKUP = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write|\beval\b|Function\("
)
KEEPING = re.compile(r"localStorage|sessionStorage|indexedDB|document\.cookie|caches\.")


def test_there_are_scripts():
    assert SCRIPTS


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_writes_no_markup_and_runs_no_text(script):
    assert not AS_MARKUP.findall(script.read_text(encoding="utf-8"))


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.name)
def test_a_script_keeps_nothing_in_the_browser(script):
    assert not KEEPING.findall(script.read_text(encoding="utf-8"))
