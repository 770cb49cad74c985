"""Who is asking: the owner of attempts and results."""

from django.db.models import Q
from msgspec import Struct


class Visitor(Struct, frozen=True):
    """A signed-in person, or a browser known by a random token in its cookie; at most one of the two is set."""

    user_id: int | None = None
    browser: str = ""

    @property
    def is_known(self) -> bool:
        """Say whether anything can be theirs."""
        return self.user_id is not None or bool(self.browser)

    def owns(self, path: str = "") -> Q:
        """Return the condition that this visitor owns the attempt at the end of a path such as `attempt__`."""
        if self.user_id is not None:
            return Q(**{f"{path}user_id": self.user_id})
        if self.browser:
            return Q(**{f"{path}browser": self.browser})
        return Q(pk__in=())
