"""The environment of the tests; pytest loads this file before Django reads its settings (`-p environment`)."""

import os

os.environ["DEBUG"] = "1"  # settings of development: no secret needed, cookies over plain http

# Playwright's event loop runs in the thread that asks the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
