#!/usr/bin/env python
"""Django's command line for this project."""

import os
import sys

try:
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import execute_from_command_line
    from django.db import Error

    from assessment.content.toml_files import ContentError
except ModuleNotFoundError as missing:
    sys.exit(f"{missing}: use the Python of the site's environment, as in .venv/bin/python manage.py check")


def why(error: Exception) -> str:
    """Return in one line what keeps a command from its work, and what may help."""
    if isinstance(error, ImproperlyConfigured | ContentError):
        return str(error)
    said = " ".join(str(error).split())
    if isinstance(error, Error):
        said = f"The database of DATABASE_URL says: {said}. If a table or column is missing, run manage.py migrate."
    return f"{said} (--traceback shows where)"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "influence_site.settings")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, ContentError, Error, OSError) as error:
        if "--traceback" in sys.argv:
            raise
        sys.exit(why(error))
