"""The first requests after a start come all at once: whatever they read first, no worker falls over."""

import subprocess
import sys

from django.conf import settings

READING = """
import sys, django
django.setup()
sys.path.append("tests/robustness")
import first_readers
first_readers.main(20)
"""


def test_many_threads_may_be_the_first_to_read_anything():
    command = [sys.executable, "-c", READING]
    done = subprocess.run(command, check=False, cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
