"""Who looks after people's rights on the desk."""

from django.contrib.auth.models import User

SUPERUSER = ("is_active", "is_staff", "is_superuser")
"""All that a superuser of the desk must be."""


def is_only_superuser(user: User) -> bool:
    """Say whether this one is a superuser and nobody else is."""
    superusers = User.objects.filter(**dict.fromkeys(SUPERUSER, True))
    return [one.pk for one in superusers[:2]] == [user.pk]
