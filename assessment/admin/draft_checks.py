"""What checks say about a draft, and where each thing is put right."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.urls import reverse

from assessment.content import checks
from assessment.content.checks import Problem
from assessment.content.document import Document
from assessment.content.library import LIBRARY
from assessment.content.wording import Caution, cautions
from assessment.models import NotPublishable, Question, Questionnaire
from assessment.scoring.vocabulary import Pole


@dataclass(frozen=True)
class DraftCheck:
    """What there is to do: problems prevent publishing, cautions ask for a reason.

    addresses: where the parts of the draft are edited, by key.
    """

    problems: tuple[Problem, ...]
    cautions: tuple[Caution, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)

    def to_mend(self) -> Iterator[tuple[str, Problem]]:
        """Yield the address where each problem is mended ("" for rules) and the problem."""
        return ((self.addresses.get(problem.where.partition(",")[0], ""), problem) for problem in self.problems)

    def to_look_at(self) -> Iterator[tuple[str, Caution]]:
        """Yield the address of each caution's statement and the caution."""
        return ((self.addresses.get(caution.key, ""), caution) for caution in self.cautions)


def check_draft(draft: Questionnaire) -> DraftCheck:
    """Check a draft as it is now."""
    try:
        return check_document(draft, draft.compiled())
    except NotPublishable as error:
        return DraftCheck(error.problems, addresses=addresses(draft))


def check_document(draft: Questionnaire, document: Document) -> DraftCheck:
    """Check what a draft says."""
    return DraftCheck(checks.problems(document, LIBRARY.rules), cautions(document, judged()), addresses(draft))


def judged() -> frozenset[tuple[Pole, str]]:
    """Return the wordings that somebody has judged already: all that were ever published."""
    versions = Questionnaire.objects.ever_published().without_document()
    return frozenset((question.pole, question.text) for version in versions for question in version.content.questions)


def addresses(draft: Questionnaire) -> dict[str, str]:
    """Return where the parts of a draft are edited, by key; unscored questions on the page of the draft itself."""
    statements = Question.objects.filter(section__questionnaire=draft)
    parts = {
        "section": draft.sections.values_list("dimension", "pk"),
        "question": statements.values_list("key", "pk"),
        "advicepiece": draft.advice.values_list("key", "pk"),
        "questionnaire": draft.context_questions.values_list("key", "questionnaire"),
    }
    found = ((key, part, pk) for part, rows in parts.items() for key, pk in rows)
    return {key: reverse(f"admin:assessment_{part}_change", args=[pk]) for key, part, pk in found}
