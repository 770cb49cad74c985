"""The environment of the tests; pytest loads this file before Django reads its settings (`-p environment`)."""

import os

from serving import EMPTY_SETTINGS

# Development needs no secret, and its cookies go over plain http. The database is the one that the tests are given.
os.environ |= EMPTY_SETTINGS | {"DATABASE_URL": os.environ.get("DATABASE_URL", ""), "DEBUG": "1"}

# Playwright's event loop runs in the thread that asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
