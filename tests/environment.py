"""The environment of the tests; pytest loads this file before Django reads its settings (`-p environment`)."""

import os
import re
from pathlib import Path

# Settings of a shell or of a `.env` beside manage.py are for the site only: here each is there, and empty. But tests
# run on the database that they are given.
DATABASE_URL = os.environ.get("DATABASE_URL", "")
EXAMPLE = Path(__file__).parents[1] / ".env.example"
for name in re.findall(r"^#?([A-Z_]+)=", EXAMPLE.read_text(encoding="utf-8"), re.MULTILINE):
    os.environ[name] = ""

os.environ["DATABASE_URL"] = DATABASE_URL
os.environ["DEBUG"] = "1"  # settings of development: no secret needed, cookies over plain http

# Playwright's event loop runs in the thread that asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
