"""What a person takes along: everything stored about them, as JSON for programs and as a table."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

import msgspec
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.utils import timezone
from msgspec import Struct

from assessment.content.document import Document
from assessment.models import Attempt, Commitment, Result, Visitor
from assessment.models.storing import to_text
from assessment.scoring.finding import Standing
from assessment.scoring.ledger import TENTHS
from assessment.scoring.rounding import half_up
from assessment.spreadsheets import BYTE_ORDER_MARK, Echo, escape_formula
from assessment.words import verdict
from assessment.words.answers import Answers, answer_words, context_words

CHUNK = 200


class Answer(Struct, frozen=True):
    """One question and the answer to it, as printed; `value` is what is stored.

    dimension, pole, opposite: how a statement is scored, in words of the method; empty for an unscored question.
    """

    part: str
    stem: str
    statement: str
    key: str
    dimension: str
    pole: str
    opposite: str
    answer: str
    value: int | str | None


class Score(Struct, frozen=True):
    """Where the role, or one part, stands on 0 to 100; `low` to `high` is the likely range."""

    name: str
    score: float
    low: int
    high: int
    firmness: str


class PlannedAdvice(Struct, frozen=True):
    """One piece of advice to try."""

    advice: str
    this_week: str
    made: datetime
    kept: bool | None


class SharedLink(Struct, frozen=True):
    """A link to the headline; its address stays out, since whoever holds it can open it."""

    made: datetime
    ends: datetime | None


class ExportedResult(Struct, frozen=True):
    """One result. `found` is all that was worked out."""

    headline: str
    role: str
    measured: Score | None
    parts: list[Score]
    advice: list[str]
    plan: list[PlannedAdvice]
    shared: SharedLink | None
    found: msgspec.Raw


class Sitting(Struct, frozen=True):
    """One sitting, finished or not."""

    id: UUID
    label: str
    started: datetime
    finished: datetime | None
    question_set: int
    answers: list[Answer]
    result: ExportedResult | None


class SignedInBrowser(Struct, frozen=True):
    """A browser that is signed in."""

    ip: str
    browser: str
    since: datetime


class SecondFactor(Struct, frozen=True):
    """Something that is asked for beside the password; what its codes are made from stays where it is."""

    kind: str
    made: datetime
    last_used: datetime | None


class Account(Struct, frozen=True):
    """What is stored with an account."""

    e_mail: str
    e_mail_addresses: list[str]
    joined: datetime
    last_signed_in: datetime | None
    second_factors: list[SecondFactor]
    signed_in: list[SignedInBrowser]


def account(user: User) -> Account:
    """Return what is stored with an account; passwords and second factors stay where they are."""
    lasting = Session.objects.filter(expire_date__gt=timezone.now()).values("session_key")
    return Account(
        e_mail=user.email,
        e_mail_addresses=list(EmailAddress.objects.filter(user=user).order_by("pk").values_list("email", flat=True)),
        joined=user.date_joined,
        last_signed_in=user.last_login,
        second_factors=[
            SecondFactor(one.type, one.created_at, one.last_used_at)
            for one in Authenticator.objects.filter(user=user).order_by("pk")
        ],
        signed_in=[
            SignedInBrowser(session.ip, session.user_agent, session.created_at)
            for session in UserSession.objects.filter(user=user, session_key__in=lasting).order_by("pk")
        ],
    )


def sittings(visitor: Visitor) -> Iterator[Sitting]:
    """Return all sittings of a visitor, newest first, fetched from the database a few at a time."""
    attempts = (
        Attempt.objects.visible_to(visitor)
        .with_version()
        .select_related("result__share")
        .prefetch_related("result__commitments")
        .latest_first()
    )
    return map(sitting, attempts.iterator(chunk_size=CHUNK))


def sitting(attempt: Attempt) -> Sitting:
    """Return one sitting as it was asked and answered."""
    document, result = attempt.questionnaire.content, getattr(attempt, "result", None)
    return Sitting(
        id=attempt.pk,
        label=attempt.label,
        started=attempt.started_at,
        finished=attempt.finished_at,
        question_set=attempt.questionnaire.number,
        answers=[*statements(document, attempt.answers), *context(document, attempt.context)],
        result=exported_result(result) if result else None,
    )


def statements(document: Document, answers: Answers) -> Iterator[Answer]:
    """Return all statements with their answers, in page order."""
    for section in document.sections:
        for question in section.questions:
            said, value = answer_words(section, question, answers), answers.get(question.key)
            scored = section.dimension.value, question.pole.value, question.opposite or ""
            yield Answer(section.name, section.stem, question.text, question.key, *scored, said, value)


def context(document: Document, answers: Mapping[str, str]) -> Iterator[Answer]:
    """Return the unscored questions with their answers."""
    for question in document.context:
        said, value = context_words(question, answers), answers.get(question.key)
        yield Answer("", "", question.text, question.key.value, "", "", "", said, value)


def exported_result(result: Result) -> ExportedResult:
    """Return one result, in words and as stored."""
    kept, document = result.read(), result.document
    standings = {section.name: kept.finding.dimensions[section.dimension] for section in document.sections}
    return ExportedResult(
        headline=verdict.headline(kept.finding),
        role=result.role,
        measured=score_of("role", kept.finding.standing),
        parts=[part for name, standing in standings.items() if (part := score_of(name, standing))],
        advice=[document.pieces[choice.key].title for choice in (*kept.advice.shown, *kept.advice.more)],
        plan=[planned_advice(commitment) for commitment in result.commitments.all()],
        shared=SharedLink(result.share.made_at, result.share.expires_at) if hasattr(result, "share") else None,
        found=msgspec.Raw(to_text({name: part._asdict() for name, part in kept._asdict().items()}).encode()),
    )


def score_of(name: str, standing: Standing | None) -> Score | None:
    """Return where something stands, with one decimal."""
    if standing is None:
        return None
    score = half_up(TENTHS * standing.score) / TENTHS
    return Score(name, score, standing.low, standing.high, standing.firmness.value)


def planned_advice(commitment: Commitment) -> PlannedAdvice:
    """Return one commitment in words."""
    piece = commitment.piece
    return PlannedAdvice(piece.title, piece.next_action, commitment.made_at, commitment.kept)


def as_json(exported: datetime, owner: Account | None, taken: Iterable[Sitting]) -> Iterator[bytes]:
    """Write it all as one JSON object, piece by piece."""
    head = msgspec.json.encode({"exported": exported, "account": owner})
    yield head[:-1] + b',"sittings":['
    for place, one in enumerate(taken):
        yield (b",\n" if place else b"\n") + msgspec.json.encode(one)
    yield b"\n]}\n"


COLUMNS = (
    *("label", "started", "finished", "question_set"),
    *Answer.__struct_fields__,
    *("role", "firmness", "score", "low", "high"),
)
"""Of a table, as `csv_row` fills them: what is known of the sitting, of the answer and of the result."""


def as_csv(taken: Iterable[Sitting]) -> Iterator[str]:
    """Write a line per answer."""
    writer = csv.writer(Echo())
    yield BYTE_ORDER_MARK + writer.writerow(COLUMNS)
    for one in taken:
        for answer in one.answers:
            yield writer.writerow(csv_row(one, answer))


def csv_row(one: Sitting, answer: Answer) -> list[object]:
    """Return one answer's line, no cell of which a spreadsheet takes for a formula."""
    about = (one.label, iso_time(one.started), one.finished and iso_time(one.finished), one.question_set)
    standing = one.result.measured if one.result else None
    place = (standing.firmness, standing.score, standing.low, standing.high) if standing else (None,) * 4
    cells = (*about, *msgspec.structs.astuple(answer), one.result and one.result.role, *place)
    return [escape_formula(cell) for cell in cells]


def iso_time(time: datetime) -> str:
    """Return a time in the one form of all, whole seconds included: programs read a column by its first cell."""
    return time.isoformat(timespec="microseconds")
