"""Addresses are kept as allauth looks them up: in lower case."""

from typing import Any

from django.contrib.auth.models import User
from django.db.models.signals import pre_save
from django.dispatch import receiver


@receiver(pre_save, sender=User)
def lower_address(instance: User, **signal: Any) -> None:
    """Keep the address in lower case, also of who is made by a command or in the admin: else they never get in."""
    instance.email = instance.email.lower()
