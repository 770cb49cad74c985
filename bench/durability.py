"""Is every acknowledged answer still there, once, after the server was killed again and again?

    .venv/bin/python -m bench.durability --kills 100 --answers 10000
    .venv/bin/python tests/with_postgres.py .venv/bin/python -m bench.durability --kills 100 --answers 10000

Starts the shipped server, on SQLite in a temporary folder unless DATABASE_URL says otherwise. Visitors answer one
statement at a time and send again what was not acknowledged; meanwhile SIGKILL ends a worker, every fifth time the
whole server.
"""

import argparse
import json
import os
import random
import signal
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path

from bench.deployment import SECTIONS, Deployment, deployed
from tests.serving import CookieClient, Response

FOUND, GONE = 302, 404
VISITORS = 8
WHOLE_SERVER_EVERY = 5
SEEN = """
import json
from assessment.models import Attempt, Result
print(json.dumps({"answers": {str(one.pk): one.answers for one in Attempt.objects.all()},
    "browsers": list(Attempt.objects.values_list("browser", flat=True)), "results": Result.objects.count()}))
"""


def kill(deployment: Deployment, whole: bool) -> bool:
    """Kill one worker, or all processes at once; say whether there was one."""
    workers = deployment.server.workers()
    if whole:
        deployment.kill()
    elif workers:
        os.kill(random.choice(workers), signal.SIGKILL)  # noqa: S311  # no secret
    return bool(workers)


@dataclass
class Count:
    """What visitors were told."""

    wanted: int
    kills_wanted: int
    kills: int = 0
    kept: dict[str, dict[str, int]] = field(default_factory=dict)
    statuses: Counter[int] = field(default_factory=Counter)
    broken: int = 0
    finished: int = 0

    @property
    def acknowledged(self) -> int:
        """Return how many answers are promised to be there."""
        return sum(map(len, list(self.kept.values())))

    @property
    def enough(self) -> bool:
        """Say whether everything that was asked for has been done."""
        return self.acknowledged >= self.wanted and self.kills >= self.kills_wanted


def post_until_acknowledged(
    deployment: Deployment, count: Count, client: CookieClient, path: str, **given: str
) -> Response:
    """Post until it is acknowledged: what got no answer, or a page of trouble, is sent again.

    What is gone is lost: asking for it again would never end.
    """
    while True:
        client.server = deployment.server
        try:
            answer = client.post(path, **given)
            count.statuses[answer.status] += 1
            if answer.status == FOUND:
                return answer
            if answer.status == GONE:
                raise LookupError(path)
        except (OSError, HTTPException):
            count.broken += 1
        time.sleep(0.1)


def sit(deployment: Deployment, count: Count) -> None:
    """Take the questionnaire, one statement a post."""
    client = CookieClient(deployment.server)
    page = post_until_acknowledged(deployment, count, client, "/take/").headers["Location"]
    attempt = page.split("/")[2]
    kept = count.kept.setdefault(attempt, {})
    for section, letter in SECTIONS.items():
        path = f"/take/{attempt}/{section}/"
        for number in range(1, 9):
            key, value = f"{letter}{number}", random.randint(1, 5)  # noqa: S311  # no secret
            post_until_acknowledged(deployment, count, client, path, later="1", **{key: str(value)})
            kept[key] = value
        post_until_acknowledged(
            deployment, count, client, path, **{key: str(kept[key]) for key in kept if key[0] == letter}
        )
    post_until_acknowledged(deployment, count, client, f"/take/{attempt}/review/", self_view="")
    count.finished += 1


def visit(deployment: Deployment, count: Count) -> None:
    """Sit again and again until there are enough answers and kills."""
    while not count.enough:
        sit(deployment, count)


def run(deployment: Deployment, count: Count, pause: float) -> None:
    """Let visitors answer and kill meanwhile."""
    visitors = [threading.Thread(target=visit, args=(deployment, count), daemon=True) for _ in range(VISITORS)]
    for visitor in visitors:
        visitor.start()
    while any(visitor.is_alive() for visitor in visitors):
        time.sleep(random.uniform(0, 2 * pause))  # noqa: S311  # no secret
        # As systemd would: granian, too, stops when a worker dies twice within seconds.
        if not deployment.is_running():
            deployment.start()
        if count.kills < count.kills_wanted:
            count.kills += kill(deployment, whole=count.kills % WHOLE_SERVER_EVERY == WHOLE_SERVER_EVERY - 1)


def report(deployment: Deployment, count: Count) -> int:
    """Print what was promised and what is there; return 1 when they differ."""
    seen = json.loads(deployment.manage("shell", "-v0", "-c", SEEN))
    there = seen["answers"]
    promised = [(one, key, value) for one, kept in count.kept.items() for key, value in kept.items()]
    missing = sum(there.get(one, {}).get(key) != value for one, key, value in promised)
    doubled = sum(times - 1 for times in Counter(seen["browsers"]).values())
    lost = max(0, count.finished - seen["results"])
    locked = deployment.server.log_file.read_text().count("database is locked")
    print(f"kills {count.kills}, of the whole server {count.kills // WHOLE_SERVER_EVERY}")
    print(f"answers acknowledged {count.acknowledged}, missing {missing}; sittings doubled {doubled}")
    print(f"sittings finished {count.finished}, results missing {lost}")
    print(f"posts without an answer {count.broken}, answers by status {dict(count.statuses)}, locked {locked}")
    return int(bool(missing or doubled or lost or count.statuses[GONE]))


def main() -> int:
    """Run it all."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--kills", type=int, default=10)
    asked.add_argument("--answers", type=int, default=500)
    asked.add_argument("--pause", type=float, default=2, help="seconds between kills, on average")
    options = asked.parse_args()
    count, database = Count(options.answers, options.kills), os.environ.get("DATABASE_URL", "")
    with tempfile.TemporaryDirectory() as place, deployed(Path(place, "site"), database=database) as deployment:
        run(deployment, count, options.pause)
        return report(deployment, count)


if __name__ == "__main__":
    raise SystemExit(main())
