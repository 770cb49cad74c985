"""What a person means to try after a result."""

from typing import Self
from uuid import UUID

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from assessment.advice.pieces import AdvicePiece
from assessment.models.result import Result
from assessment.models.visitor import Visitor

MOST_COMMITMENTS = 3


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    """Questions about commitments, and making one."""

    def visible_to(self, visitor: Visitor) -> Self:
        """Return what this visitor may see: their own."""
        return self.filter(visitor.owns("result__attempt__"))

    def around(self, result: Result, earlier: UUID | None) -> Self:
        """Return those made with a result or the one before it, if any, fetching the results in the same query."""
        return (
            self.filter(result__in=[result.pk, earlier])
            .select_related("result__attempt__questionnaire")
            .defer("result__attempt__questionnaire__document")
        )

    def make(self, result: Result, advice: str) -> bool:
        """Commit to a piece of advice; False when there is no room for another."""
        with transaction.atomic():
            Result.objects.select_for_update().get(pk=result.pk)
            if self.filter(result=result).exclude(advice=advice).count() >= MOST_COMMITMENTS:
                return False
            self.get_or_create(result=result, advice=advice)
        return True


class Commitment(models.Model):
    """One piece of advice that somebody will try. `kept` is whether they later say that they did, None until then."""

    result = models.ForeignKey(Result, models.CASCADE, related_name="commitments")
    advice = models.CharField(_("advice"), max_length=8)
    kept = models.BooleanField(_("kept"), null=True)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)

    objects = CommitmentQuerySet.as_manager()

    class Meta:
        ordering = ("made_at", "pk")
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")
        constraints = (models.UniqueConstraint(fields=("result", "advice"), name="one_commitment_per_advice"),)

    def __str__(self) -> str:
        """Name it by its advice."""
        return self.advice

    @property
    def piece(self) -> AdvicePiece:
        """Return the advice as it was printed with the result."""
        return self.result.document.pieces[self.advice]
