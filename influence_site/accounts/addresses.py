"""Addresses are kept as allauth looks them up: in lower case."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models.signals import pre_save
from django.dispatch import receiver


@receiver(pre_save, sender=User)
def lower_address(instance: User, **signal: Any) -> None:
    """Keep it in lower case, even if a command or the admin makes the account: else its owner would never get in."""
    instance.email = instance.email.lower()
