"""What the site is made of is listed, pinned, and no more than it needs."""

import json
import re
import subprocess
import sys
from pathlib import Path

from django.conf import settings

PINNED = re.compile(r"^([\w.-]+)==(\S+)", re.MULTILINE)


def pins(name):
    """Return each package of a list of requirements with its version."""
    return dict(PINNED.findall((settings.BASE_DIR / name).read_text(encoding="utf-8")))


def test_the_bill_of_materials_names_every_package_with_version_and_hash(tmp_path):
    bill = tmp_path / "sbom.json"
    program = Path(sys.executable).with_name("cyclonedx-py")
    lists = ("requirements-postgres.txt", "requirements-redis.txt")
    listed = "".join((settings.BASE_DIR / name).read_text(encoding="utf-8") for name in lists)
    command = [program, "requirements", "--output-file", bill, "-"]
    subprocess.run(command, input=listed, text=True, check=True, capture_output=True)
    parts = json.loads(bill.read_text(encoding="utf-8"))["components"]
    assert {part["name"]: part["version"] for part in parts} == pins(lists[0]) | pins(lists[1])
    assert all(part["externalReferences"][0]["hashes"] for part in parts)


def test_the_licence_of_every_package_is_listed():
    listed = (settings.BASE_DIR / "docs/licences.md").read_text(encoding="utf-8")
    installed = pins("requirements.txt") | pins("requirements-postgres.txt") | pins("requirements-redis.txt")
    assert re.findall(r"^\| ([\w.-]+) \| ", listed, re.MULTILINE)[1:] == sorted(installed)
    assert re.findall(r"https:\S*/(?:issues|releases|change\w*)\b", listed) == []


def test_what_only_tests_and_tools_need_is_not_installed_with_the_site():
    tools = set((settings.BASE_DIR / "requirements-dev.in").read_text(encoding="utf-8").split())
    assert {"pytest", "mypy", "playwright"} <= tools <= set(pins("requirements-dev.txt")) | {"-r", "requirements.in"}
    assert not tools & set(pins("requirements.txt"))
    assert not tools & set(pins("requirements-postgres.txt"))
