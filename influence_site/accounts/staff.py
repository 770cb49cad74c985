"""The admin, for staff who came in by the front door."""

from functools import update_wrapper
from typing import Any

from allauth.account.decorators import reauthentication_required, secure_admin_login
from allauth.core.exceptions import ReauthenticationRequired
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.admin import AdminSite
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from influence_site.accounts.unsaved_texts import given_back, texts_sent
from influence_site.accounts.views import keeps_no_password

ABOUT_ACCOUNTS = ("auth_", "mfa_")
"""How the names of addresses begin at which accounts, rights and second factors are changed."""


class StaffSite(AdminSite):
    """The admin without a sign-in of its own: Django's takes any number of wrong passwords and no second factor."""

    site_header = site_title = gettext_lazy("Influenced or influencing?")

    def has_permission(self, request: HttpRequest) -> bool:
        """Refuse those who still lack what the site asks of staff."""
        return super().has_permission(request) and not lacks_second_factor(request.user)

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:  # as Django calls it
        """Give back what was typed where the session ended meanwhile, or a page says why it takes it no more."""
        guarded = reauthentication_required(super().admin_view(view, cacheable), enabled=self.needs_reauthentication)

        def opened(request: HttpRequest, *arguments: Any, **options: Any) -> HttpResponse:
            if texts_sent(request) and not self.has_permission(request):
                return given_back(request)
            try:
                response: HttpResponse = guarded(request, *arguments, **options)
            except PermissionDenied as refused:
                if why := " ".join(map(str, refused.args)):
                    return given_back(request, why)
                raise
            except ReauthenticationRequired:
                if request.method == "POST":
                    # Allauth finds a form that waits by its path alone, and would lose one whose address has a query.
                    request.get_full_path = lambda *_: request.path  # type: ignore[method-assign]
                raise
            return response

        return keeps_no_password(update_wrapper(opened, guarded))

    def needs_reauthentication(self, request: HttpRequest) -> bool:
        """Ask superusers before they change accounts or rights, as elsewhere: a stolen session could take over all.

        What is chosen in a list is deleted by the form of the next page, which has a field "post".
        """
        page = (request.resolver_match and request.resolver_match.url_name) or ""
        reads = page.endswith("_changelist") and "post" not in request.POST
        changes = page.startswith(ABOUT_ACCOUNTS) and not reads
        return changes and self.has_permission(request) and request.user.is_superuser

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Lead to the site's sign-in, or to what is still missing."""
        if lacks_second_factor(request.user):
            messages.warning(request, _("The admin needs a second factor. Set one up here, then carry on."))
            return redirect("mfa_activate_totp")
        response: HttpResponse = secure_admin_login(super().login)(request, extra_context)
        return response

    def password_change(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        """Lead to the site's page: Django's takes any number of wrong passwords."""
        return redirect("account_change_password")


def lacks_second_factor(user: Any) -> bool:
    """Say whether a member of staff has no second factor although the site asks for one."""
    return settings.STAFF_NEEDS_SECOND_FACTOR and user.is_staff and not is_mfa_enabled(user)
