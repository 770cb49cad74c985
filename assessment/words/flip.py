"""What would turn the role: the fewest steps that it takes, and the answers that they change, named."""

from msgspec import Struct

from assessment.content.document import Document
from assessment.scoring.finding import Finding
from assessment.scoring.vocabulary import Role
from assessment.words.answers import AnsweredByKey, AnsweredQuestion
from assessment.words.verdict import role_name


class Change(Struct, frozen=True):
    """One answer and the label it would have to move to."""

    answered: AnsweredQuestion
    to: str


class FlipWords(Struct, frozen=True):
    """How many single steps it takes, to which role, and which answers they change."""

    steps: int
    role: str
    changes: list[Change]


def flip_words(finding: Finding, document: Document, answered: AnsweredByKey) -> FlipWords | None:
    """Return what would turn the role; None without a role."""
    if finding.role is None:
        return None
    labels = {question.key: section.labels for section in document.sections for question in section.questions}
    furthest = {step.key: step.value for step in finding.flip}
    changes = [Change(answered[key], labels[key][value - 1]) for key, value in furthest.items()]
    other = Role.INFLUENCED if finding.role is Role.INFLUENCING else Role.INFLUENCING
    return FlipWords(len(finding.flip), role_name(other), changes)
