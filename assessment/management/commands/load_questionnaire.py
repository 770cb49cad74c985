"""Load the questionnaire that ships with the program and publish it."""

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from assessment.content.document import fingerprint
from assessment.content.shipped import read_questionnaire
from assessment.models import Questionnaire


class Command(BaseCommand):
    """Idempotent: what was loaded once is not loaded again; what editors published is never replaced."""

    help = "Load the shipped questionnaire once, and publish it unless editors have published one of their own."

    def handle(self, *args: Any, **options: Any) -> None:
        """Read, check, load, publish; change nothing when something is wrong."""
        shipped = read_questionnaire()
        name = fingerprint(shipped)
        with transaction.atomic():
            Questionnaire.objects.lock()  # so that another host that starts now does not load it, too
            if Questionnaire.objects.filter(shipped=name).exists():
                self.stdout.write("The shipped questionnaire is already loaded.")
                return
            current = Questionnaire.objects.published().first()
            draft = Questionnaire.objects.drafted_from(shipped, shipped=name)
            if current is None or current.is_as_shipped:
                draft.publish()
        self.stdout.write(f"{draft}: {draft.get_status_display()}.")
