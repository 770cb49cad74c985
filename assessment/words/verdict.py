"""The verdict in words: role and firmness in one sentence, what it rests on, and how sure we are."""

from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy, ngettext
from msgspec import Struct

from assessment.content.document import Document
from assessment.scoring.dimensions import MIDDLE
from assessment.scoring.finding import Cause, Finding, Flag, Mixture, Standing
from assessment.scoring.role import ROLE_WEIGHTS, role_of
from assessment.scoring.rounding import half_up
from assessment.scoring.vocabulary import Dimension, Firmness, Role
from assessment.words.answers import AnsweredByKey, AnsweredQuestion
from assessment.words.names import join_names, mid_sentence

SURE = {
    (Role.INFLUENCED, Firmness.CLEAR): gettext_lazy("You’re clearly {role}"),
    (Role.INFLUENCED, Firmness.LEANING): gettext_lazy("You lean towards being {role}"),
    (Role.INFLUENCING, Firmness.CLEAR): gettext_lazy("You’re clearly {role}"),
    (Role.INFLUENCING, Firmness.LEANING): gettext_lazy("You lean towards {role}"),
}
CLOSE = {
    Mixture.BOTH: gettext_lazy("You do both at once, a little more {role}"),
    Mixture.LITTLE: gettext_lazy("Little flows either way yet, a little more {role}"),
    Mixture.BETWEEN: gettext_lazy("You stand between the two, a little more {role}"),
}
EXACTLY = {
    Mixture.BOTH: gettext_lazy("You do both at once, exactly in the middle"),
    Mixture.LITTLE: gettext_lazy("Little flows either way yet, exactly in the middle"),
    Mixture.BETWEEN: gettext_lazy("You stand between the two, exactly in the middle"),
}
TIE = gettext_lazy("We call that {role}, because everyone is.")
NO_ROLE = gettext_lazy("Not enough answers to name a role")
ANSWERS_POINT = gettext_lazy("Your answers on %(parts)s point %(where)s.")
THOSE_POINT = gettext_lazy("Those on %(parts)s point %(where)s.")
TOO_FEW = gettext_lazy("Those on %(part)s are too few to count.")
TOGETHER = gettext_lazy("Taken together they point %(where)s.")
TOGETHER_LESS = gettext_lazy("Taken together they point %(where)s, and %(part)s takes %(points)s off.")
DECIDED = gettext_lazy("%(part)s takes %(points)s off, which decides it.")
DOWN = gettext_lazy("%(part)s takes %(points)s off, down to the middle.")
BALANCED = gettext_lazy("Taken together they balance, and %(part)s takes %(points)s off.")
LESS = gettext_lazy("less than a point")
TOWARDS: dict[Role | None, Promise] = {
    Role.INFLUENCING: gettext_lazy("towards influencing"),
    Role.INFLUENCED: gettext_lazy("towards being influenced"),
    None: gettext_lazy("neither way for sure"),
}
ROLE_NAMES: dict[str, Promise] = {
    Role.INFLUENCED: gettext_lazy("influenced"),
    Role.INFLUENCING: gettext_lazy("influencing"),
}
FIRMNESS: dict[str, Promise] = {
    Firmness.CLEAR: gettext_lazy("clear"),
    Firmness.LEANING: gettext_lazy("leaning"),
    Firmness.CLOSE: gettext_lazy("close"),
}
LABELS = {
    (Role.INFLUENCED, Firmness.CLEAR): gettext_lazy("Clearly influenced"),
    (Role.INFLUENCED, Firmness.LEANING): gettext_lazy("Leaning influenced"),
    (Role.INFLUENCED, Firmness.CLOSE): gettext_lazy("Close, a little more influenced"),
    (Role.INFLUENCING, Firmness.CLEAR): gettext_lazy("Clearly influencing"),
    (Role.INFLUENCING, Firmness.LEANING): gettext_lazy("Leaning influencing"),
    (Role.INFLUENCING, Firmness.CLOSE): gettext_lazy("Close, a little more influencing"),
}
IN_THE_MIDDLE = gettext_lazy("Close, exactly in the middle")
SIDES = {Role.INFLUENCED: "in", Role.INFLUENCING: "out"}

FLAGS = {
    Flag.CONTRADICTION: gettext_lazy(
        "Some answers pull in different directions. That can be true of you, so we drew a wider band."
    ),
    Flag.SAME_ANSWER: gettext_lazy(
        "You gave the same answer many times in a row, so your answers tell us less and we drew a wider band."
    ),
}
CAUSES = {
    Cause.MIDDLE: gettext_lazy("Your score is close to the middle."),
    Cause.FEW_ANSWERS: gettext_lazy("Not every statement has an answer, so the likely range is wide."),
    Cause.ANSWERS_VARY: gettext_lazy("Your answers vary within a part, so the likely range is wide."),
}
NOT_CLEARLY = {
    Firmness.LEANING: gettext_lazy("That is why we say “you lean” and not “you’re clearly”."),
    Firmness.CLOSE: gettext_lazy("That is why we don’t say “you lean”."),
}


class Measure(NamedTuple):
    """A standing in whole points."""

    score: int
    low: int
    high: int
    margin: int


def measure(standing: Standing) -> Measure:
    """Return the numbers as they are shown."""
    return Measure(half_up(standing.score), standing.low, standing.high, standing.margin)


def label(finding: Finding) -> str:
    """Return role and firmness in a few words."""
    if finding.role is None or finding.standing is None:
        return str(NO_ROLE)
    if finding.standing.score == MIDDLE:
        return str(IN_THE_MIDDLE)
    return str(LABELS[finding.role, finding.standing.firmness])


def sentence(finding: Finding) -> str:
    """Return the pattern of the headline, with a place for the role's name."""
    if finding.role is None or finding.standing is None:
        return str(NO_ROLE)
    firmness = finding.standing.firmness
    if firmness is not Firmness.CLOSE or finding.currents is None:
        return str(SURE[finding.role, firmness])
    words = EXACTLY if finding.standing.score == MIDDLE else CLOSE
    return str(words[finding.currents.mixture])


def tie(finding: Finding) -> str:
    """Return the sentence that names the role where a score exactly in the middle leaves it open; else nothing."""
    return str(TIE) if finding.standing and finding.standing.score == MIDDLE else ""


def headline(finding: Finding) -> str:
    """Return the verdict as plain text."""
    return ". ".join(filter(None, (sentence(finding), tie(finding)))).format(role=role_name(finding.role))


def marked_headline(finding: Finding) -> SafeString:
    """Return the verdict as HTML, its role word in the role's colour, none of its lines ending with “a”."""
    return marked_role(sentence(finding).replace(" a ", " a\N{NO-BREAK SPACE}"), finding.role)


def marked_tie(finding: Finding) -> SafeString:
    """Return what follows a verdict exactly in the middle, as HTML."""
    return marked_role(tie(finding), finding.role)


def marked_role(pattern: str, role: Role | None) -> SafeString:
    """Return a sentence as HTML, the role's word in the role's colour."""
    return marked(pattern, SIDES[role], role_name(role)) if role else escape(pattern)


@lru_cache(maxsize=64)
def marked(pattern: str, side: str, name: str) -> SafeString:
    """Return a sentence with a role's name in it, marked for its side; made once for the same words."""
    return format_html(pattern, role=format_html('<span class="{}">{}</span>', side, name))


def role_name(role: Role | None) -> str:
    """Return the role's word."""
    return str(ROLE_NAMES[role]) if role else ""


def rests_on(finding: Finding, document: Document) -> str:
    """Say which parts point towards the role, then which do not, what settles it then, and what is left out."""
    sides = sides_of(finding)
    sentences: list[str] = []
    for way in dict.fromkeys([finding.role or Role.INFLUENCING, *TOWARDS]):  # the way of the role first
        parts = [document.names[part] for part, side in sides.items() if side is way]
        if parts:
            words = {"parts": join_names(parts), "where": TOWARDS[way]}
            sentences.append((THOSE_POINT if sentences else ANSWERS_POINT) % words)
    return " ".join(filter(None, (*sentences, settled_by(finding, document), left_out(finding, document))))


def left_out(finding: Finding, document: Document) -> str:
    """Name the part that a role goes without; nothing where all three count, or where no role is named."""
    few = [dimension for dimension in ROLE_WEIGHTS if finding.dimensions[dimension] is None]
    return TOO_FEW % {"part": mid_sentence(document.names[few[0]])} if few and finding.role else ""


def settled_by(finding: Finding, document: Document) -> str:
    """Say what settles the role where most parts don't point to it; nothing where they do, or nothing is settled."""
    if finding.role is None or finding.standing is None:
        return ""
    score, off = finding.standing.score, finding.taken or Fraction(0)
    name = document.names[Dimension.AUTHENTICITY]
    words = {"part": name, "points": points(off), "where": TOWARDS[finding.role]}
    within_sentence = words | {"part": mid_sentence(name)}
    if off and role_of(score + off) is not finding.role:
        return (DOWN if score == MIDDLE else DECIDED) % words
    if off and score + off == MIDDLE:
        return BALANCED % within_sentence
    ways = list(sides_of(finding).values())
    if 2 * ways.count(finding.role) > len(ways) or finding.standing.firmness is Firmness.CLOSE:
        return ""
    return (TOGETHER_LESS if off else TOGETHER) % within_sentence


def points(amount: Fraction) -> str:
    """Return points in whole numbers; the ledger shows their tenths."""
    whole = half_up(amount)
    return ngettext("about %(whole)d point", "about %(whole)d points", whole) % {"whole": whole} if whole else str(LESS)


def sides_of(finding: Finding) -> dict[Dimension, Role | None]:
    """Return the role that each part with enough answers points to, None when it is close."""
    standings = {part: standing for part in ROLE_WEIGHTS if (standing := finding.dimensions[part])}
    return {
        part: None if standing.firmness is Firmness.CLOSE else role_of(standing.score)
        for part, standing in standings.items()
    }


def why_not_sure(finding: Finding) -> str:
    """Say why the role is only leaning or close; nothing when it is clear."""
    if finding.cause is None or finding.standing is None:
        return ""
    cause = FLAGS[finding.flags[0]] if finding.cause is Cause.FLAG else CAUSES[finding.cause]
    return f"{cause} {NOT_CLEARLY[finding.standing.firmness]}"


class FlagWords(Struct, frozen=True):
    """What made the bands wider, and the answers it is about."""

    said: str
    answers: list[AnsweredQuestion]


def flags(finding: Finding, document: Document, answered: AnsweredByKey) -> list[FlagWords]:
    """Return what made the bands wider, in words; opposite answers are named. Nothing where no band is drawn."""
    return [
        FlagWords(str(FLAGS[flag]), opposites(document, answered) if flag is Flag.CONTRADICTION else [])
        for flag in (finding.flags if finding.reported else ())
    ]


def opposites(document: Document, answered: AnsweredByKey) -> list[AnsweredQuestion]:
    """Return the answers to statements that have an opposite."""
    return [answered[item.key] for item in document.items if item.opposite]
