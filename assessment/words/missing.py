"""Too few answers for a role: what it takes, and which parts fall short."""

from collections.abc import Container
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from assessment.content.document import Document, Section
from assessment.scoring.dimensions import FEWEST_ANSWERS, FEWEST_SHARE, are_enough
from assessment.scoring.rounding import half_up
from assessment.scoring.vocabulary import Dimension
from assessment.words.answers import Answers
from assessment.words.names import within

RULE = _(
    "We name a role only when %(engagement)s, and %(purpose)s or %(conversation)s, have enough answers: "
    "%(percent)d %% of each, at least %(fewest)d, and some for either end. These parts have too few:"
)
GIVEN = _("%(part)s: %(given)d of %(asked)d answered")
ONE_SIDED = _("%(part)s: %(given)d of %(asked)d answered, all for the same end")


class Missing(NamedTuple):
    """What it takes to name a role, and the parts that fall short, each with how many answers it has."""

    rule: str
    parts: list[str]


def missing(document: Document, answers: Answers, reported: Container[Dimension]) -> Missing:
    """Say what is missing where the parts that are reported name no role."""
    names = {dimension: within(name) for dimension, name in document.names.items()}
    rule = RULE % {**names, "percent": half_up(100 * FEWEST_SHARE), "fewest": FEWEST_ANSWERS}
    return Missing(rule, [lacking(part, answers) for part in document.sections if part.dimension not in reported])


def lacking(part: Section, answers: Answers) -> str:
    """Say how many answers a part has, and what is wrong with them where there are enough."""
    asked, given = len(part.questions), sum(isinstance(answers.get(one.key), int) for one in part.questions)
    return (ONE_SIDED if are_enough(given, asked) else GIVEN) % {"part": part.name, "given": given, "asked": asked}
