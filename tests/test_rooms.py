"""The pure rooms stay pure, also through what they import."""

import subprocess
import sys

import pytest


@pytest.mark.parametrize("room", ["scoring", "advice", "figures", "content", "analysis"])
def test_a_pure_room_brings_no_django_with_it(room):
    program = f"""
import importlib, pkgutil, sys
room = importlib.import_module("assessment.{room}")
for module in pkgutil.walk_packages(room.__path__, room.__name__ + "."):
    importlib.import_module(module.name)
print(*sorted(name for name in sys.modules if name.partition(".")[0] in ("django", "crispy_forms")))
"""
    seen = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert seen.stdout.split() == []
