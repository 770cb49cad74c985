"""What visitors do most stays near what Django itself costs; run alone, for others would be measured too."""

import os
import subprocess
import sys

from serving import ROOT

MOST = {"question page, fresh": 7.5, "save a section": 4.5}
"""Times the processor time of a bare page and of a bare row: half as much again as the aim for saving, and as what the
page, which misses its aim, has reached (docs/performance.md)."""


def measured(names):
    """Return how many times its floor each step costs: the median of rounds, each beside the floor."""
    command = [sys.executable, "-m", "bench.speed", "--rounds", "9", "--steps", *names]
    alone = {"PATH": os.environ["PATH"]}
    table = subprocess.run(command, cwd=ROOT, env=alone, check=True, stdout=subprocess.PIPE, text=True).stdout
    rows = [[cell.strip() for cell in line.split("|")] for line in table.splitlines()]
    return {row[1]: float(row[6]) for row in rows if len(row) > 1 and row[1] in names}


def test_a_question_page_and_a_save_stay_near_what_django_itself_costs():
    ratios = measured(MOST)
    assert ratios.keys() == MOST.keys()
    assert {name: ratio for name, ratio in ratios.items() if ratio > MOST[name]} == {}
