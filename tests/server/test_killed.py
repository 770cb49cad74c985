"""The shipped server is killed again and again while people answer: `bench/durability.py` counts what is left."""

import os
import re
import subprocess
import sys

from serving import ROOT

KILLS = 5
"""The last of them kills the whole server, the others one worker."""


def test_killed_workers_and_a_killed_server_lose_no_acknowledged_answer_and_double_nothing():
    command = [sys.executable, "-m", "bench.durability", "--kills", str(KILLS), "--answers", "100", "--pause", "1"]
    done = subprocess.run(
        command, cwd=ROOT, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"kills {KILLS}, of the whole server 1" in done.stdout
    assert int(re.search(r"acknowledged (\d+), missing 0; sittings doubled 0", done.stdout)[1]) >= 100
