"""Work out how well a version of the questionnaire measures."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from assessment.models import AnalysisRun, Questionnaire, Status


class Command(BaseCommand):
    """To be run once a day, or before looking at a version with many sittings; it reads them in one stream."""

    help = "Work out how well a version of the questionnaire measures, and store the figures with their time."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the number of the version."""
        parser.add_argument(
            "number", nargs="?", type=int, help="number of the question set; if left out, the published one"
        )

    def handle(self, *args: Any, number: int | None = None, **options: Any) -> None:
        """Work out the figures, store them in place of old ones, say how many sittings they rest on."""
        version = chosen(number)
        run = AnalysisRun.worked_out(version)
        run.save()
        version.analyses.filter(pk__lt=run.pk).delete()
        self.stdout.write(f"{version}: analysed {run.sittings} sittings.")


def chosen(number: int | None) -> Questionnaire:
    """Return the version with this number, or the published one; drafts have no sittings."""
    versions = Questionnaire.objects.without_document().exclude(status=Status.DRAFT)
    found = versions.published() if number is None else versions.filter(number=number)
    if version := found.first():
        return version
    which = f" {number}" if number is not None else ""
    raise CommandError(f"There is no published question set{which}.")
