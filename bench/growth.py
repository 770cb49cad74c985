"""Does a page cost more once a million results are stored?

    .venv/bin/python -m bench.growth
    .venv/bin/python -m bench.growth --results 100 10000

Starts the shipped server three times, on databases with 100, 10,000 and 1,000,000 stored results, and sends each page
to all in turn, in rounds. Prints the server's processor time for each, how it compares with the first, and what a
finished sitting takes on disk.
"""

import argparse
import tempfile
from collections import defaultdict
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from django.db import connection

from bench.deployment import Deployment, deployed, use_database_of
from bench.speed import send_step

if TYPE_CHECKING:
    from bench.steps import Step

SIZES = (100, 10_000, 1_000_000)
ROUNDS = 7
MODELS = 100
"""How many real sittings serve as models for all the others."""

FRESH = """
CREATE TEMP TABLE fresh AS
WITH RECURSIVE counted(place) AS (SELECT 0 UNION ALL SELECT place + 1 FROM counted WHERE place + 1 < {many})
SELECT place, lower(hex(randomblob(16))) AS id, lower(hex(randomblob(11))) AS browser,
    strftime('%Y-%m-%d %H:%M:%f000', 'now', '-' || ({many} - place) || ' minutes') AS day FROM counted
"""
MODEL = """
CREATE TEMP TABLE model AS
SELECT row_number() OVER () - 1 AS number, * FROM assessment_attempt JOIN assessment_result ON attempt_id = id
"""
ATTEMPTS = """
INSERT INTO assessment_attempt
    (id, questionnaire_id, browser, label, answers, context, started_at, finished_at)
SELECT fresh.id, questionnaire_id, fresh.browser, '', answers, context, day, day
FROM fresh JOIN model ON number = place % {models}
"""
RESULTS = """
INSERT INTO assessment_result (attempt_id, role, firmness, score, scoring_version, finished_at, kept)
SELECT fresh.id, role, firmness, score, scoring_version, day, kept
FROM fresh JOIN model ON number = place % {models}
"""


def fill(many: int) -> float:
    """Store so many results besides the models; return how many bytes each takes on disk."""
    from bench.steps import ended  # noqa: PLC0415  # needs Django set up

    for number in range(MODELS):
        ended(number)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM")
        before = size(cursor)
        for statement in (FRESH, MODEL, ATTEMPTS, RESULTS, "PRAGMA wal_checkpoint(TRUNCATE)"):
            cursor.execute(statement.format(many=many, models=MODELS))
        return (size(cursor) - before) / many


def size(cursor: Any) -> int:
    """Return the bytes of the database."""
    pages, page = (cursor.execute(f"PRAGMA {what}").fetchone()[0] for what in ("page_count", "page_size"))
    return int(pages * page)


def filled(deployment: Deployment, many: int, rounds: int) -> "list[Step]":
    """Store so many results in a deployment, print what each takes on disk, and return the steps to send to it."""
    use_database_of(deployment)
    from bench.steps import steps  # noqa: PLC0415  # needs Django set up

    print(f"{many} results: {fill(many):.0f} bytes for a finished sitting with its result", flush=True)
    return steps(rounds)


def measured(deployments: list[Deployment], wanted: "list[list[Step]]", rounds: int) -> dict[str, list[list[float]]]:
    """Return the processor times of each step, a list a round, a number a deployment; the first round only warms up."""
    costs = defaultdict(list)
    for number in range(rounds + 1):
        for alike in zip(*wanted, strict=True):
            runs = [send_step(deployment, step) for deployment, step in zip(deployments, alike, strict=True)]
            if number:
                costs[alike[0].name].append([run.cpu_each for run in runs])
    return costs


def line(name: str, rounds: list[list[float]]) -> str:
    """Return the row of the table."""
    each = [median(column) for column in zip(*rounds, strict=True)]
    growth = median(costs[-1] / costs[0] for costs in rounds)
    return f"| {name} | {' | '.join(f'{cost:.2f}' for cost in each)} | {growth:.2f} |"


def main() -> None:
    """Fill, measure and print."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--results", type=int, nargs="+", default=SIZES)
    asked.add_argument("--rounds", type=int, default=ROUNDS)
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as place, ExitStack() as running:
        deployments = [running.enter_context(deployed(Path(place, str(many)))) for many in options.results]
        wanted = [
            filled(deployment, many, options.rounds)
            for deployment, many in zip(deployments, options.results, strict=True)
        ]
        costs = measured(deployments, wanted, options.rounds)
    print(f"\n| CPU ms with so many results | {' | '.join(map(str, options.results))} | last to first |")
    print(f"| --- |{' --- |' * (len(deployments) + 1)}")
    for name, rounds in costs.items():
        print(line(name, rounds))


if __name__ == "__main__":
    main()
