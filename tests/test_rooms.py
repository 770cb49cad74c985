"""The pure rooms stay pure, also through what they import."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("room", ["scoring", "advice", "figures", "content", "analysis"])
def test_a_pure_room_brings_no_django_with_it(room):
    program = f"""
import importlib, pkgutil, sys
room = importlib.import_module("assessment.{room}")
for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
    importlib.import_module(module.name)
print(*sorted(name for name in sys.modules if name.partition(".")[0] in ("django", "crispy_forms")))
"""
    seen = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert seen.stdout.split() == []


def test_every_room_has_its_place_on_the_map():
    """The layers of the contract name all that is in `assessment/`, or import-linter would complain."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    rooms = re.findall(r"\w+", " ".join(settings["tool"]["importlinter"]["contracts"][0]["layers"]))
    table = (ROOT / "docs/map.md").read_text(encoding="utf-8").partition("\n## ")[0]
    places = re.findall(r"`(?:assessment/)?(\w+)(?:/|\.py)`", table)
    assert set(rooms) - set(places) == set()


def test_the_map_names_every_helper_of_the_tests_and_no_other():
    tests = ROOT / "tests"
    helpers = {path.relative_to(tests).as_posix() for path in tests.rglob("*.py") if not path.match("test_*")}
    section = (ROOT / "docs/map.md").read_text(encoding="utf-8").partition("## The tests")[2].partition("\n## ")[0]
    told = re.findall(r"`([\w/]+\.py)`", section)
    assert {name for name in told if "conftest" not in name} == {name for name in helpers if "conftest" not in name}


def test_a_web_worker_starts_without_numpy():
    program = """
import os, sys
os.environ.update(DEBUG="1", DJANGO_SETTINGS_MODULE="influence_site.settings")
import influence_site.wsgi
from django.urls import get_resolver
get_resolver().check()
print("numpy" in sys.modules)
"""
    seen = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd=ROOT)
    assert seen.stdout.split() == ["False"]
