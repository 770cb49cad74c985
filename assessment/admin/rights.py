"""Who may do what at the desk, where it does not depend on the permissions given to a person."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


def never(desk: admin.ModelAdmin, request: HttpRequest, obj: Any = None) -> bool:
    """Allow nobody, as a permission of a page of the desk."""
    return False


def is_for_superusers(desk: admin.ModelAdmin, request: HttpRequest, obj: Any = None) -> bool:
    """Allow superusers, as a permission of a page of the desk."""
    return bool(request.user.is_superuser)


class CascadeDeleteMixin(admin.ModelAdmin):
    """What is deleted with all that depends on it: nobody deletes those parts by hand, so it takes no right to them."""

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """Name everything that is deleted."""
        listed, counts, _rights, protected = super().get_deleted_objects(objs, request)
        return listed, counts, set(), protected
