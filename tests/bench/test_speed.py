"""What visitors do most stays near what Django itself costs; run alone, for others would be measured too."""

import os
import subprocess
import sys

from serving import ROOT

MOST = {"question page, fresh": 7.5, "save a section": 4.5}
"""Times the processor time of a bare page and of a bare row: half as much again as the aim for saving, and as what the
page, which misses its aim, has reached (docs/performance.md)."""


def measured(name):
    """Return how many times its floor a step costs: the median of rounds, each beside the floor."""
    command = [sys.executable, "-m", "bench.speed", "--rounds", "9", "--steps", name]
    alone = {"PATH": os.environ["PATH"]}
    table = subprocess.run(command, cwd=ROOT, env=alone, check=True, stdout=subprocess.PIPE, text=True).stdout
    cells = [cell.strip() for cell in table.splitlines()[-1].split("|")]
    assert cells[1] == name
    return float(cells[6])


def test_a_question_page_and_a_save_stay_near_what_django_itself_costs():
    ratios = {name: measured(name) for name in MOST}
    assert {name: ratio for name, ratio in ratios.items() if ratio > MOST[name]} == {}
