"""What each step of a visit costs, beside a bare Django page and a bare stored row on the same server.

    .venv/bin/python -m bench.speed

Starts the shipped server and the floor (bench/floor) in production settings, each on a temporary SQLite, and sends each
step and its floor in turn, in rounds. What counts are ratios of the server's processor time within a round: they hardly
depend on the machine, nor on what else it does. A page of questions written by hand (bench/by_hand)
is measured in the same way.
"""

import argparse
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

import brotli

from bench.deployment import BY_HAND, FLOOR, SECTIONS, SITE, Deployment, deployed, use_database_of
from bench.meter import Run, cpu_seconds, memory, run
from tests.serving import CookieClient, Response, exchange

if TYPE_CHECKING:
    from bench.steps import Step

ROUNDS = 7
VISITS, WARMING = 100, 400
STARTS = 11
FLOOR_TIMES = 1500
OK = 200
HEAD = """
| step | a second | p50 ms | p99 ms | CPU ms | times the floor | queries | bytes |
| --- | --- | --- | --- | --- | --- | --- | --- |"""


@dataclass
class Measured:
    """One step's runs, each with the floor's run beside it."""

    step: "Step"
    queries: int = 0
    pairs: list[tuple[Run, Run]] = field(default_factory=list)

    @property
    def cpu_each(self) -> float:
        """Return the processor time of one request, in milliseconds."""
        return median(run.cpu_each for run, _ in self.pairs)

    @property
    def ratio(self) -> float:
        """Return how many times the floor's processor time it costs."""
        return median(run.cpu_each / floor.cpu_each for run, floor in self.pairs)

    def percentile(self, share: int) -> float:
        """Return the time that so many percent of the requests of all rounds stayed under, in milliseconds."""
        each = [seconds for run, _ in self.pairs for seconds in run.each]
        return 1000 * quantiles(each, n=100, method="inclusive")[share - 1]

    def line(self) -> str:
        """Return the row of the table."""
        runs = [run for run, _ in self.pairs]
        told = (
            self.step.name,
            f"{median(run.per_second for run in runs):.0f}",
            f"{self.percentile(50):.1f}",
            f"{self.percentile(99):.1f}",
            f"{self.cpu_each:.2f}",
            f"{self.ratio:.2f}",
            f"{self.queries}",
            f"{runs[-1].size}",
        )
        return f"| {' | '.join(told)} |"


@contextmanager
def servers() -> Iterator[tuple[Deployment, Deployment, Deployment]]:
    """Yield the site, the floor and the page by hand, all running; this process uses the site's database then."""
    with tempfile.TemporaryDirectory() as place, ExitStack() as running:
        site, floor, by_hand = (
            running.enter_context(deployed(Path(place, settings), settings)) for settings in (SITE, FLOOR, BY_HAND)
        )
        use_database_of(site)
        yield site, floor, by_hand


def measure(deployment: Deployment, floor: Deployment, table: list[Measured], rounds: int) -> None:
    """Send every step in every round in turn with its floor; the first round only warms up."""
    for number in range(rounds + 1):
        for row in table:
            done = send_step(deployment, row.step)
            beside = run_floor(floor, row.step.floor.format(size=done.size))
            if number:
                row.pairs.append((done, beside))


def send_step(deployment: Deployment, step: "Step") -> Run:
    """Send a step as often as a round does."""
    done = run(deployment.server, lambda: next(step.requests).wire, step.times)
    if done.statuses != {step.status}:
        raise RuntimeError(f"{step.name}: answered with {done.statuses}")
    return done


def run_floor(floor: Deployment, path: str) -> Run:
    """Send a request that needs no more than its address."""
    request = f"GET {path} HTTP/1.1\r\nHost: example.org\r\n\r\n".encode()
    return run(floor.server, lambda: request, FLOOR_TIMES)


@dataclass
class KeepAliveClient(CookieClient):
    """A browser that keeps its connection and takes brotli, as browsers do."""

    connection: HTTPConnection = field(init=False)

    def __post_init__(self) -> None:
        """Connect."""
        self.connection = self.server.connection()

    def sent(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> Response:
        """Send a request over the one connection."""
        answer = exchange(self.connection, method, path, body, headers | {"Accept-Encoding": "br"})
        packed = answer.headers["Content-Encoding"] == "br"
        return replace(answer, text=brotli.decompress(answer.text)) if packed else answer


def whole_visit(site: Deployment, crowd: list[dict[str, int]]) -> float:
    """Return the processor milliseconds of a visit without JavaScript, start to result; the first visits warm up."""
    for answers in crowd[-WARMING:]:
        walk(KeepAliveClient(site.server), answers)
    before = cpu_seconds(site.server.workers())
    for answers in crowd[:VISITS]:
        walk(KeepAliveClient(site.server), answers)
    return 1000 * (cpu_seconds(site.server.workers()) - before) / VISITS


def walk(client: KeepAliveClient, answers: dict[str, int]) -> None:
    """Go from the start page to a result; to post a form, a client reads its page first."""
    attempt = client.post("/take/").headers["Location"].split("/")[2]
    for section, letter in SECTIONS.items():
        client.post(f"/take/{attempt}/{section}/", **{key: str(answers[key]) for key in answers if key[0] == letter})
    result = client.post(f"/take/{attempt}/review/", self_view="both").headers["Location"]
    answer = client.get(result)
    if answer.status != OK:
        raise RuntimeError(f"{result}: answered with {answer.status}")


def cold_start(site: Deployment, floor: Deployment) -> str:
    """Return how many seconds each server takes from its command to its first answer, started in turn."""
    pairs = [(restart(site), restart(floor)) for _ in range(STARTS)]
    ratio = median(ours / bare for ours, bare in pairs)
    ours, bare = (median(taken) for taken in zip(*pairs, strict=True))
    return f"Cold start: {ours:.2f} s; of the floor {bare:.2f} s; {ratio:.2f} times it"


def restart(deployment: Deployment) -> float:
    """Start a server anew; return how many seconds that took."""
    deployment.kill()
    return deployment.start()


def main() -> None:
    """Measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    asked.add_argument("--steps", nargs="+", default=[""], help="only those whose names hold one of these")
    options = asked.parse_args()
    with servers() as (site, floor, by_hand):
        from bench import steps  # noqa: PLC0415  # needs Django set up

        wanted = [step for step in steps.steps(options.rounds) if any(part in step.name for part in options.steps)]
        table = [Measured(step, next(step.requests).queries()) for step in wanted]
        measure(site, floor, table, options.rounds)
        print(HEAD)
        for row in table:
            print(row.line())
        if any(options.steps):
            return
        plain = [Measured(step) for step in steps.by_hand()]
        measure(by_hand, floor, plain, options.rounds)
        print()
        for row in plain:
            print(f"{row.step.name}: {row.cpu_each:.2f} ms of CPU, {row.ratio:.2f} times the floor")
        print(f"A whole visit without script: {whole_visit(site, steps.crowd()):.1f} ms of CPU")
        print("Memory of a worker: " + ", ".join(f"{memory(worker):.0f} MiB" for worker in site.server.workers()))
        print(cold_start(site, floor))


if __name__ == "__main__":
    main()
