"""The same server, database and shape of log as the site's; no middleware, no sessions, no templates."""

from influence_site.settings import (  # noqa: F401  # Django reads them here
    ALLOWED_HOSTS,
    DATABASES,
    DEFAULT_AUTO_FIELD,
    HOST,
    LOGGING,
    PORT,
    SECRET_KEY,
    TLS_CERTIFICATE,
    TLS_KEY,
    USE_I18N,
    WORKERS,
)

INSTALLED_APPS = ["influence_site.operations.apps.OperationsConfig", "django.contrib.sessions"]
MIDDLEWARE: list[str] = []
ROOT_URLCONF = "bench.floor.site"
WSGI_APPLICATION = "bench.floor.wsgi.application"
# The command that serves warns about what production should have; this is not production.
SILENCED_SYSTEM_CHECKS = [f"security.W{number:03}" for number in range(26)]
