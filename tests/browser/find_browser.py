"""The browser that drives the tests, found or else installed; `make browser` runs this."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

Command = tuple[str, ...]
Way = tuple[Command, ...]

# The shell first: the same pages, drawn without a window around them, cost half as much.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
APPLICATIONS = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Nightly updates, or another run beside this one, may keep apt waiting for minutes; unasked it gives up at once.
PATIENTLY = ("-o", "DPkg::Lock::Timeout=300")
DEBIAN_PACKAGE: Way = (
    ("apt-get", "update"),
    ("apt-get", "install", *PATIENTLY, "--yes", "--no-install-recommends", "chromium-headless-shell"),
)
MISSING = (
    "The browser tests need Chromium or Chrome: none was found that starts, and none could be installed. "
    "Install one (on Debian, as root: apt-get install chromium-headless-shell) and run the same command again."
)


class BrowserMissingError(RuntimeError):
    """No browser is here, and none could be installed."""


def on_path(path: str) -> Iterator[str]:
    """Yield every file on the search path `path` that bears a browser's name."""
    return filter(None, (shutil.which(name, path=path) for name in NAMES))


def ways_to_install(*, root: bool, debian: bool) -> tuple[Way, ...]:
    """Return what to try, in order: Debian's package for root, then playwright's own build."""
    own = (sys.executable, "-m", "playwright", "install")
    if root and debian:
        return (DEBIAN_PACKAGE, ((*own, "--with-deps", "chromium"),))
    return (((*own, "chromium"),),)


def obtain(look: Callable[[], str | None], ways: Iterable[Way], follow: Callable[[Way], bool]) -> str:
    """Return the browser that `look` finds, at once or after following a way to install one."""
    if browser := look():
        return browser
    for way in ways:
        if follow(way) and (browser := look()):
            return browser
    raise BrowserMissingError(MISSING)


def starts(browser: str) -> bool:
    """Tell whether it runs: some systems leave a stub under the name, others lack its libraries."""
    try:
        answer = subprocess.run([browser, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return answer.returncode == 0


def candidates() -> Iterator[str]:
    """Yield browsers that may be here, the system's first: playwright takes a second to ask."""
    yield from on_path(os.environ.get("PATH", os.defpath))
    yield from filter(os.path.exists, APPLICATIONS)
    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    if Path(own).exists():
        yield own


def found() -> str | None:
    """Return the first browser here that starts."""
    return next(filter(starts, candidates()), None)


def installed(way: Way) -> bool:
    """Run the commands one after the other while they succeed."""
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    return all(subprocess.run(command, env=quiet, check=False).returncode == 0 for command in way)


def main() -> None:
    """Find or install a browser and say which; stop with the name of what is missing."""
    ways = ways_to_install(root=os.geteuid() == 0, debian=shutil.which("apt-get") is not None)
    try:
        print("Browser tests use", obtain(found, ways, installed))
    except BrowserMissingError as missing:
        sys.exit(str(missing))


if __name__ == "__main__":
    main()
