"""What the scoring does to people whose truth is known: they are made up, so this is a model's word, not the world's.

Run `.venv/bin/python -m bench.simulation`; docs/method.md shows what it prints and says what the model assumes.
"""

import argparse
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from functools import partial

import numpy as np
from numpy.random import Generator

from assessment.analysis.consistency import alpha, omega
from assessment.content.shipped import read_questionnaire
from assessment.scoring.dimensions import MIDDLE
from assessment.scoring.firmness import ONE_SIDED_95
from assessment.scoring.vocabulary import HIGHEST, LOWEST, STEP_POINTS, Dimension
from bench.people import Form, answer, draw_form, draw_people, leave_out, truth
from bench.vectorised import Answers, Booleans, Floats, Measured, gap_of, measure_all, role_of

SEED = 20240607
FORMS, PEOPLE = 40, 3000
LOADINGS = ((0.45, 0.75), (0.55, 0.85))
MISSING = (0.1, 0.2, 0.3)
TWO_SIDED_80 = 1.2816
AWAY = 10
"""Points from the middle at which a role ought to be told right."""

SMALL_GAP = 10
LABELS = np.array([-2, -1, 0, 1, 2])
CLEAR, LEANING, CLOSE = 2, 1, 0


@dataclass(frozen=True, slots=True)
class Crowd:
    """One form's people: what is true of them, what two sittings of theirs show, and what gaps leave of the first."""

    alpha: float
    omega: float
    role: Floats
    gap: Floats
    first: Measured
    second: Measured
    gappy: tuple[Measured, ...]


def crowd(people: int, loadings: tuple[float, float], chance: Generator) -> Crowd:
    """Return one form's people, measured twice."""
    form = draw_form(read_questionnaire().items, loadings, chance)
    them = draw_people(people, form, chance)
    first, second = (answer(form, them, chance) for _ in range(2))
    true = truth(them, loadings)
    return Crowd(
        *consistency(form, first),
        role_of(true)[0],
        gap_of(true),
        measure_all(form.items, first),
        measure_all(form.items, second),
        tuple(measure_all(form.items, leave_out(first, share, chance)) for share in MISSING),
    )


def drawn(forms: int, people: int, loadings: tuple[float, float]) -> Iterator[Crowd]:
    """Return so many crowds, from the same seed for every range of loadings."""
    chance = np.random.default_rng(SEED)
    return (crowd(people, loadings, chance) for _ in range(forms))


def consistency(form: Form, answers: Answers) -> tuple[float, float]:
    """Return alpha and omega, each the mean over the dimensions."""
    keyed = STEP_POINTS * np.where(form.low, HIGHEST - answers, answers - LOWEST)
    parts = [keyed[:, form.dimensions == number] for number in range(len(Dimension))]
    alphas = [alpha(np.cov(part, rowvar=False)) for part in parts]
    omegas = [omega(np.corrcoef(part, rowvar=False)) for part in parts]
    return float(np.mean(alphas)), float(np.mean(omegas))


def joined(crowds: list[Crowd]) -> Crowd:
    """Return the people of all forms as one crowd."""
    return Crowd(
        float(np.mean([one.alpha for one in crowds])),
        float(np.mean([one.omega for one in crowds])),
        np.concatenate([one.role for one in crowds]),
        np.concatenate([one.gap for one in crowds]),
        together([one.first for one in crowds]),
        together([one.second for one in crowds]),
        tuple(together(list(gappy)) for gappy in zip(*(one.gappy for one in crowds), strict=True)),
    )


def together(measured: list[Measured]) -> Measured:
    """Return several crowds' measures as one."""
    return Measured(*(np.concatenate([getattr(one, field.name) for one in measured]) for field in fields(Measured)))


def reliability(one: Crowd) -> tuple[float, float]:
    """Return how far the items of a dimension speak of one thing, on average over the dimensions."""
    return one.alpha, one.omega


def error(one: Crowd) -> tuple[float, float]:
    """Return how far roles lie from the truth, and how far they say they may."""
    return rms(one.first.role - one.role), rms(one.first.role_error)


def rms(amounts: Floats) -> float:
    """Return the root of the mean square, over those that are there."""
    return float(np.sqrt(np.nanmean(amounts**2)))


def coverage(one: Crowd) -> tuple[float, float]:
    """Return how often the truth lies within the ranges of both names."""
    return covered(one, one.first, TWO_SIDED_80), covered(one, one.first, ONE_SIDED_95)


def covered(one: Crowd, measured: Measured, errors: float) -> float:
    """Return how often the truth lies within so many standard errors."""
    named = ~np.isnan(measured.role)
    return float((np.abs(measured.role - one.role) <= errors * measured.role_error)[named].mean())


def right(one: Crowd, measured: Measured) -> Booleans:
    """Return who is told the true role."""
    told: Booleans = measured.influencing == (one.role > MIDDLE)
    return told


def roles(one: Crowd) -> tuple[float, float]:
    """Return how many are told the true role, of all and of those well away from the middle."""
    told = right(one, one.first)
    return float(told.mean()), float(told[np.abs(one.role - MIDDLE) >= AWAY].mean())


def wrong(one: Crowd, word: int) -> tuple[float, float]:
    """Return how many are told so firmly, and how many of them wrongly."""
    told = np.abs(one.first.label) == word
    return float(told.mean()), float(1 - right(one, one.first)[told].mean())


def agreement(one: Crowd) -> tuple[float, float, float]:
    """Return how often two sittings agree, though nobody has changed."""
    before, after = one.first, one.second
    same = before.influencing == after.influencing
    firm = (before.label != CLOSE) & (after.label != CLOSE)
    return float(same.mean()), float((before.label == after.label).mean()), float((firm & ~same).mean())


def wobble(one: Crowd) -> tuple[float, float, float]:
    """Return kappa with quadratic weights, the spread of a difference, and how often it is called a change."""
    before, after = one.first, one.second
    difference = after.role - before.role
    changed = np.abs(difference) >= ONE_SIDED_95 * np.hypot(before.role_error, after.role_error)
    return kappa(before.label, after.label), float(difference.std()), float(changed.mean())


def kappa(before: Answers, after: Answers) -> float:
    """Return Cohen's kappa of the five labels, weighted by the square of their distance."""
    seen = np.histogram2d(before, after, bins=[np.append(LABELS, 3) - 0.5] * 2)[0] / len(before)
    by_chance = np.outer(seen.sum(axis=1), seen.sum(axis=0))
    distance = (LABELS[:, None] - LABELS) ** 2
    return float(1 - (distance * seen).sum() / (distance * by_chance).sum())


def gaps(one: Crowd) -> tuple[float, float, float]:
    """Return how often aims and habits are said to part, and of those how often wrongly or for little."""
    named, gap = one.first.gap_named, one.gap
    turned, little = np.sign(gap) != np.sign(one.first.gap), np.abs(gap) < SMALL_GAP
    return float(named.mean()), float(turned[named].mean()), float(little[named].mean())


def with_gaps(one: Crowd, number: int) -> tuple[float, float, float]:
    """Return what missing answers leave, for those who are told a role."""
    gappy = one.gappy[number]
    named = ~np.isnan(gappy.role)
    return rms(gappy.role - one.role), covered(one, gappy, ONE_SIDED_95), float(right(one, gappy)[named].mean())


ROWS: tuple[tuple[str, str, Callable[[Crowd], tuple[float, ...]]], ...] = (
    ("alpha / omega of a dimension", "{:.2f} / {:.2f}", reliability),
    ("error (RMSE) of the role / standard error shown", "{:.1f} / {:.1f}", error),
    ("coverage of the 80% / 90% range of the role", "{:.2f} / {:.2f}", coverage),
    (f"right role: all / truly {AWAY} or more from the middle", "{:.2f} / {:.2f}", roles),
    ("clear: share / wrong role", "{:.2f} / {:.3f}", partial(wrong, word=CLEAR)),
    ("leaning: share / wrong role", "{:.2f} / {:.3f}", partial(wrong, word=LEANING)),
    ("close: share / wrong role", "{:.2f} / {:.3f}", partial(wrong, word=CLOSE)),
    ("retest: same role / same of five labels / opposite, neither close", "{:.2f} / {:.2f} / {:.3f}", agreement),
    ("retest: weighted kappa / SD of a difference / falsely changed", "{:.2f} / {:.1f} / {:.3f}", wobble),
    (f"gap named: share / wrong sign / truly under {SMALL_GAP}", "{:.2f} / {:.2f} / {:.2f}", gaps),
    *(
        (
            f"{100 * share:.0f}% missing: error of the role / coverage of the 90% range / right role",
            "{:.1f} / {:.2f} / {:.2f}",
            partial(with_gaps, number=number),
        )
        for number, share in enumerate(MISSING)
    ),
)


def simulate(forms: int, people: int) -> str:
    """Return the whole table as Markdown, one column a range of loadings."""
    crowds = [joined(list(drawn(forms, people, loadings))) for loadings in LOADINGS]
    heads = [f"loadings {low:.2f} to {high:.2f}" for low, high in LOADINGS]
    lines = [
        [f"{forms} forms x {people} people, seed {SEED}", *heads],
        ["---"] * (1 + len(crowds)),
        *([name, *(pattern.format(*figures(one)) for one in crowds)] for name, pattern, figures in ROWS),
    ]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def main() -> None:
    """Print the table."""
    options = argparse.ArgumentParser(description="Simulate the scoring and print the table of docs/method.md.")
    options.add_argument("--forms", type=int, default=FORMS, help="questionnaires to draw (default: %(default)s)")
    options.add_argument("--people", type=int, default=PEOPLE, help="people for each form (default: %(default)s)")
    chosen = options.parse_args()
    print(simulate(chosen.forms, chosen.people))


if __name__ == "__main__":
    main()
