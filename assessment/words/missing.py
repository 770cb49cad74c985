"""Too few answers for a role: what it takes, and which parts fall short."""

from collections.abc import Container
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from assessment.content.document import Document, Section
from assessment.scoring.dimensions import FEWEST_ANSWERS, FEWEST_SHARE, are_enough
from assessment.scoring.rounding import half_up
from assessment.scoring.vocabulary import Dimension, Pole
from assessment.words.answers import Answers
from assessment.words.names import mid_sentence

RULE = _(
    "To name a role, we need enough answers on %(engagement)s, and on %(purpose)s or %(conversation)s. "
    "Enough means %(percent)d%% of a part’s statements, at least %(fewest)d, with some for each end. "
    "These parts have too few:"
)
GIVEN = _("%(part)s: %(given)d of %(asked)d answered")
ONE_SIDED = _("%(part)s: %(given)d of %(asked)d answered, but no statement for “%(end)s”")


class Missing(NamedTuple):
    """What it takes to name a role, and the parts that fall short, each with how many answers it has."""

    rule: str
    parts: list[str]


def missing(document: Document, answers: Answers, reported: Container[Dimension]) -> Missing:
    """Say what is missing where the reported parts are too few to name a role."""
    names = {dimension: mid_sentence(name) for dimension, name in document.names.items()}
    rule = RULE % {**names, "percent": half_up(100 * FEWEST_SHARE), "fewest": FEWEST_ANSWERS}
    return Missing(rule, [lacking(part, answers) for part in document.sections if part.dimension not in reported])


def lacking(part: Section, answers: Answers) -> str:
    """Say how many answers a part has and, where that is enough, for which end there is none."""
    poles = [one.pole for one in part.questions if isinstance(answers.get(one.key), int)]
    counted = {"part": part.name, "given": len(poles), "asked": len(part.questions)}
    if not are_enough(len(poles), len(part.questions)):
        return GIVEN % counted
    return ONE_SIDED % {**counted, "end": part.low_end if Pole.HIGH in poles else part.high_end}
