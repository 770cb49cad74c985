"""How well a version of the questionnaire measures, worked out from all its sittings and kept with the time."""

from typing import Self

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.analysis.report import Analysis
from assessment.models.gathering import Gathering
from assessment.models.questionnaire import Questionnaire
from assessment.models.storing import reader, to_text

read_figures = reader(Analysis)


class AnalysisRun(models.Model):
    """The figures of one version at one time."""

    questionnaire = models.ForeignKey(
        Questionnaire, models.CASCADE, related_name="analyses", verbose_name=_("question set")
    )
    made_at = models.DateTimeField(_("made"))
    sittings = models.PositiveIntegerField(_("sittings"))
    figures = models.TextField(_("figures"))

    class Meta:
        ordering = ("-made_at", "-pk")
        verbose_name = _("analysis")
        verbose_name_plural = _("analyses")

    def __str__(self) -> str:
        """Name it by version and day."""
        return f"{self.questionnaire}, {timezone.localtime(self.made_at):%Y-%m-%d}"

    @classmethod
    def worked_out(cls, version: Questionnaire) -> Self:
        """Work out a version's figures from all sittings that are counted yet, without storing them."""
        now = timezone.now()
        analysis = Gathering(version, now).analysis()
        return cls(questionnaire=version, made_at=now, sittings=analysis.sittings, figures=to_text(analysis))

    def read(self) -> Analysis:
        """Return the figures."""
        return read_figures(self.figures)
