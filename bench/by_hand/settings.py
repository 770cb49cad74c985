"""The middleware that `startproject` sets up, on the same server, database and shape of log as the site's."""

from bench.floor.settings import *  # noqa: F403  # what the floor has, this has
from influence_site.settings import CSRF_COOKIE_NAME, SECURE_PROXY_SSL_HEADER  # noqa: F401  # Django reads them here

INSTALLED_APPS = [
    "influence_site.operations.apps.OperationsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "bench.by_hand.site"
