"""The environment of the tests; pytest loads this file before Django reads its settings (`-p environment`)."""

import os
import re
from pathlib import Path

# A `.env` beside manage.py is for the site only: it does not fill in a setting that the environment leaves empty.
EXAMPLE = Path(__file__).parents[1] / ".env.example"
for name in re.findall(r"^#?([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE):
    os.environ.setdefault(name, "")

os.environ["DEBUG"] = "1"  # settings of development: no secret needed, cookies over plain http

# Playwright's event loop runs in the thread that asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
