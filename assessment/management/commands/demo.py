"""Made-up people and results, so that everything can be seen at once on a developer's machine."""

import secrets
from datetime import timedelta
from typing import Any, NamedTuple

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from assessment.content.personas import Persona, answers, borrowed_voice, busy_both_ways, leaning, mostly_silent
from assessment.models import Attempt, Questionnaire, Result


class Past(NamedTuple):
    """One made-up sitting: how many weeks ago, the context answers, the label, and how the person answered."""

    weeks: int
    purpose: str
    occupation: str
    label: str
    persona: Persona


SITTINGS = (
    Past(52, "learn", "employee", "work", mostly_silent),
    Past(40, "learn", "employee", "work", leaning(-2)),
    Past(31, "learn", "employee", "work", leaning(-1)),
    Past(24, "brand", "owner", "shop", borrowed_voice),
    Past(14, "not_sure", "owner", "shop", busy_both_ways),
    Past(7, "teach", "owner", "work", leaning(0)),
    Past(1, "teach", "creator", "work", leaning(1)),
)


class Command(BaseCommand):
    """Refused outside development: it makes accounts whose passwords it prints."""

    help = "Make a demo admin, a demo user and past results of different kinds."

    def handle(self, *args: Any, **options: Any) -> None:
        """Make them anew each time."""
        if not settings.DEBUG:
            raise CommandError("Demo data is for development only: DEBUG is off.")
        asked = Questionnaire.objects.published().first()
        if asked is None:
            raise CommandError("There is no published questionnaire: run load_questionnaire first.")
        with transaction.atomic():
            for address, staff in (("admin@example.org", True), ("demo@example.org", False)):
                user, password = fresh_account(address, staff=staff)
                self.stdout.write(f"{user.email}  password: {password}")
            for sitting in SITTINGS:
                past_result(asked, user, sitting)
        self.stdout.write(f"{len(SITTINGS)} results for {user.email}.")


def fresh_account(address: str, *, staff: bool) -> tuple[User, str]:
    """Make an account with a verified address and a new password.

    An account with that address is deleted first, with all it had: nobody real has it. The address is also the
    account's name, so that a developer's own account may be called admin or demo.
    """
    User.objects.filter(email=address).delete()
    password = secrets.token_urlsafe(12)
    user = User.objects.create_user(address, address, password, is_staff=staff, is_superuser=staff)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user, password


def past_result(asked: Questionnaire, user: User, past: Past) -> None:
    """Answer the questionnaire as somebody did some weeks ago."""
    then = timezone.now() - timedelta(weeks=past.weeks)
    attempt = Attempt.objects.create(
        questionnaire=asked,
        user=user,
        label=past.label,
        answers=answers(asked.content.items, past.persona),
        context={"main_purpose": past.purpose, "occupation": past.occupation, "self_view": "not_sure"},
        started_at=then,
    )
    Result.objects.finish(attempt, at=then + timedelta(minutes=5))
