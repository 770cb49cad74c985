"""Who looks after people's rights on the desk."""

from django.contrib.auth.models import User

SUPERUSER = ("is_active", "is_staff", "is_superuser")
"""The flags that a superuser of the desk must have."""


def is_only_superuser(user: User) -> bool:
    """Say whether this user is the only superuser."""
    superusers = User.objects.filter(**dict.fromkeys(SUPERUSER, True))
    return [one.pk for one in superusers[:2]] == [user.pk]
