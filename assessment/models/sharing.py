"""What an owner shows to others: the headline of one result, behind a link that can be switched off."""

import secrets
from datetime import datetime
from typing import Self

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessment.models.result import Result


def unguessable() -> str:
    """Return 128 random bits for an address."""
    return secrets.token_urlsafe(16)


class ShareQuerySet(models.QuerySet["Share"]):
    """Questions about shares."""

    def live(self) -> Self:
        """Return those that others may open now."""
        return self.filter(models.Q(expires_at=None) | models.Q(expires_at__gt=timezone.now()))

    def make(self, result: Result, expires_at: datetime | None) -> "Share":
        """Share a result. A link that works stays as it is; one that has ended makes room for a new one.

        Raises Result.DoesNotExist when the result was deleted in the meantime.
        """
        with transaction.atomic():
            Result.objects.select_for_update().get(pk=result.pk)
            self.filter(result=result, expires_at__lte=timezone.now()).delete()
            return self.get_or_create(result=result, defaults={"expires_at": expires_at})[0]


class Share(models.Model):
    """One link to one result's headline; switching it off deletes the row."""

    result = models.OneToOneField(Result, models.CASCADE, related_name="share")
    token = models.CharField(max_length=22, unique=True, default=unguessable, editable=False)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    expires_at = models.DateTimeField(_("ends"), null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    class Meta:
        verbose_name = _("share")
        verbose_name_plural = _("shares")

    def __str__(self) -> str:
        """Name it by its day, never by its token."""
        return f"{timezone.localtime(self.made_at):%Y-%m-%d}"
