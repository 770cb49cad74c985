"""Run a command with DATABASE_URL set to a private PostgreSQL that lives as long as the command.

    .venv/bin/python tests/with_postgres.py COMMAND ...

It takes the installed server's programs; where there are none and it may (root on Debian), it installs the package. The
cluster is a temporary folder, reached by a socket in it alone, and belongs to somebody without rights.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

NOBODY = "nobody"
MISSING = "PostgreSQL's server is needed; its programs were not found. On Debian: apt-get install postgresql"

EMPTY = ("--username=influence", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")

# What a crash would cost does not matter here.
FASTER = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
SETTINGS = f"-c listen_addresses='' -c max_connections=200 {FASTER}"


def programs() -> Path | None:
    """Return the folder of the newest server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    named = shutil.which("initdb")
    if found or not named:
        return found[-1].parent if found else None
    return Path(named).resolve().parent


def install() -> Path:
    """Install Debian's package."""
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SystemExit(MISSING)
    print("Installing PostgreSQL", flush=True)
    for command in ("apt-get update -qq", "apt-get install -y -qq --no-install-recommends postgresql"):
        subprocess.run(command.split(), env=os.environ | {"DEBIAN_FRONTEND": "noninteractive"}, check=True)
    return programs() or sys.exit(MISSING)


def run(*command: str | Path) -> None:
    """Run one step as somebody without rights: PostgreSQL refuses root."""
    who = NOBODY if os.geteuid() == 0 else None
    subprocess.run(command, cwd="/", user=who, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def cluster(programs: Path) -> Iterator[str]:
    """Start a server and give the address of an empty database in it."""
    # Not in TMPDIR: it may be longer than the address of a socket can be, or closed to somebody without rights.
    place = Path(tempfile.mkdtemp(prefix="postgres-", dir="/tmp"))
    pg_ctl = (programs / "pg_ctl", "--pgdata", place / "data", "--wait")
    try:
        if os.geteuid() == 0:
            shutil.chown(place, NOBODY)
        run(programs / "initdb", "--pgdata", place / "data", *EMPTY)
        run(*pg_ctl, "--options", f"{SETTINGS} -c unix_socket_directories='{place}'", "--log", place / "log", "start")
        try:
            run(programs / "createdb", "--host", place, "--username=influence", "influence")
            yield f"postgres://influence@/influence?host={place}"
        finally:
            run(*pg_ctl, "--mode=immediate", "stop")
    finally:
        shutil.rmtree(place)


def main() -> int:
    """Run the command and return what it returned."""
    found = programs() or install()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # whoever ends the run ends the server with it
    with cluster(found) as address:
        # First in PATH, so that pg_dump is as new as the server.
        environment = os.environ | {"DATABASE_URL": address, "PATH": f"{found}{os.pathsep}{os.environ['PATH']}"}
        return subprocess.run(sys.argv[1:], env=environment, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
