"""Settings from the environment, read strictly: one that makes no sense stops the start, with a sentence on what to do.

An empty setting counts as left out, and spaces around a value are not part of it.
"""

import os
import re
from email.utils import getaddresses
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email
from environ import Env

ON, OFF = ("1", "on", "true", "yes", "y", "ok"), ("0", "off", "false", "no", "n")

LINE = re.compile(r"\s*$|\s*#|(?:export )?\w+=", re.ASCII)
"""What a line of `.env` may hold: nothing, a comment, or a name and its value."""

ANOTHER_NAME = re.compile(r"\$(\w+|\{\w+\})", re.ASCII)
"""The name of a variable, where its value was meant."""

NO_FILE = re.compile(r"sqlite:(//[^/]|///?(\?|$))")
"""SQLite without a full path: after two slashes the first folder is ignored, and no name means a database in memory."""

HOST = re.compile(r"[\w.*-]+|\[[\w:.]+\]", re.ASCII)
ORIGIN = re.compile(r"https?://[a-z0-9.*:\[\]-]+")
"""A host, and a site, as browsers name them."""


def read_file(path: Path) -> None:
    """Read the settings of a file, if there is one; a line that would be ignored stops the start."""
    try:
        given = path.read_text(encoding="utf-8-sig")  # some editors begin a file with a byte order mark
    except FileNotFoundError:
        return
    except (OSError, UnicodeDecodeError) as error:
        raise ImproperlyConfigured(f"{path} can't be read: {error}.") from error
    for place, line in enumerate(given.splitlines(), start=1):
        if not LINE.match(line):
            raise ImproperlyConfigured(f'{path}, line {place}: write NAME=value, without a space before the "=".')
    Env.read_env(StringIO(given))


def text(name: str, default: str = "") -> str:
    """Return a text."""
    given = os.environ.get(name, "").strip()
    if ANOTHER_NAME.fullmatch(given):
        raise ImproperlyConfigured(f"{name} names another variable: write that variable's value.")
    return given or default


def boolean(name: str, *, default: bool = False) -> bool:
    """Return whether something is on: a misspelt "on" must not quietly switch off a protection."""
    given = text(name).lower()
    if given not in ("", *ON, *OFF):
        raise ImproperlyConfigured(f"{name} is {given!r}: write on or off, and nothing after it.")
    return given in ON if given else default


def number(name: str, default: int, least: int, most: int) -> int:
    """Return a whole number between two others."""
    given = text(name, str(default))
    try:
        found = int(given)
    except ValueError:
        found = least - 1
    if not least <= found <= most:
        raise ImproperlyConfigured(f"{name} is {given!r}: write a whole number from {least} to {most}.")
    return found


def several(name: str, pattern: re.Pattern[str], what_to_do: str) -> list[str]:
    """Return what stands between commas; what has another form would match no request."""
    found = [one.strip() for one in text(name).split(",") if one.strip()]
    for one in found:
        if not pattern.fullmatch(one):
            raise ImproperlyConfigured(f"{name} has {one!r}: {what_to_do}.")
    return found


def hosts(name: str) -> list[str]:
    """Return names of hosts."""
    return several(name, HOST, "write bare names (example.org, xn--bcher-kva.example), separated by commas")


def origins(name: str) -> list[str]:
    """Return sites as browsers name them."""
    return several(name, ORIGIN, "write it as https://example.org, in lower case and with nothing after it")


def url(name: str, default: str) -> str:
    """Return the URL of a service; an error does not repeat it, for it may hold a password."""
    given = text(name, default)
    if "://" not in given or NO_FILE.match(given) or not has_ports(given):
        raise ImproperlyConfigured(
            f"{name} is not a URL: write it as in .env.example, with special characters percent-encoded (/ as %2F)."
        )
    return given


def database(name: str, default: str) -> dict[str, Any]:
    """Return where the answers live: in one of the two databases that the site is made for."""
    found: dict[str, Any] = Env.db_url_config(url(name, default))
    if found["ENGINE"].rpartition(".")[2] not in ("sqlite3", "postgresql"):
        raise ImproperlyConfigured(f"{name} names neither SQLite nor PostgreSQL: write it as in .env.example.")
    return found


def email(name: str, default: str) -> dict[str, Any]:
    """Return the settings of the server that sends the e-mails."""
    given = url(name, default)
    if given.partition(":")[0] not in Env.EMAIL_SCHEMES:
        raise ImproperlyConfigured(f"{name} does not name a mail server: write it as in .env.example.")
    found: dict[str, Any] = Env.email_url_config(given)
    return found


def cache(name: str, default: str) -> dict[str, Any]:
    """Return the cache that counts tries: in Redis, or in the table that `migrate` makes.

    Other caches count separately in each process, or not at all, or make each sign-in fail.
    """
    given = url(name, default)
    if given != default and not given.startswith("redis"):
        raise ImproperlyConfigured(f"{name} does not name Redis: write redis://, for Valkey too, or leave it out.")
    found: dict[str, Any] = Env.cache_url_config(given)
    return found


def sender(name: str, default: str) -> str:
    """Return the sender of e-mails; without a valid address every page that sends one would fail."""
    given = text(name, default)
    try:
        [(_, plain)] = getaddresses([given])
        validate_email(plain)
    except (ValueError, ValidationError) as error:
        words = f'{name} is {given!r}: write an address, or "A name, in quotes" <noreply@example.org>.'
        raise ImproperlyConfigured(words) from error
    return given


def has_ports(given: str) -> bool:
    """Say whether each port is a number; a "/" or "#" in a password leaves half of it as the port.

    Replicas of a database or of Redis are separated by commas.
    """
    try:
        for host in urlsplit(given).netloc.rpartition("@")[2].split(","):
            urlsplit(f"//{host}").port  # noqa: B018  # it is read when asked for
    except ValueError:
        return False
    return True


def time_zone(name: str, default: str) -> str:
    """Return the name of a time zone."""
    given = text(name, default)
    try:
        ZoneInfo(given)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ImproperlyConfigured(f"{name} is {given!r}: write a place, such as Europe/Berlin, or UTC.") from error
    return given
