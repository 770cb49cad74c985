"""Addresses of the whole site."""

from allauth.mfa.recovery_codes.views import generate_recovery_codes
from allauth.mfa.totp.views import activate_totp
from django.contrib import admin
from django.contrib.auth.decorators import login_required
from django.urls import include, path
from django.views.generic import RedirectView

from influence_site.accounts import views
from influence_site.operations import health

handler400 = "influence_site.errors.bad_request"
handler403 = "influence_site.errors.forbidden"
handler404 = "influence_site.errors.not_found"
handler500 = "influence_site.errors.server_error"

urlpatterns = [
    path("", include("assessment.urls")),
    path("accounts/", views.overview, name="account"),
    path("accounts/password/set/", views.set_password, name="account_set_password"),
    # Here allauth would keep a stranger's form, however long, in a session until it is clear who sent it.
    path("accounts/2fa/totp/activate/", login_required(activate_totp)),
    path("accounts/2fa/recovery-codes/generate/", login_required(generate_recovery_codes)),
    path("accounts/", include("allauth.urls")),
    # where password managers and browsers look for the page on which to change a password (W3C)
    path(".well-known/change-password", RedirectView.as_view(pattern_name="account_change_password")),
    path("admin/", admin.site.urls),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
]
