"""What every test builds on."""

import pytest
from django.apps import apps
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from hypothesis import settings as hypothesis_settings

from assessment.content.document import fingerprint
from assessment.content.shipped import read_questionnaire
from influence_site import settings as shipped

# What these helpers assert fails with what they saw, as in a test; the others say it in words of their own.
pytest.register_assert_rewrite("browser", "histories", "signing")

hypothesis_settings.register_profile("modest", max_examples=50, derandomize=True, deadline=None)
hypothesis_settings.register_profile("fuzz", max_examples=5000, deadline=None)
hypothesis_settings.load_profile("modest")

SHIPPED = read_questionnaire()
THOUSAND_YEARS = 1000 * 365 * 24 * 60 * 60


def pytest_configure():
    """Trade what only production needs for speed; keep authenticator codes from changing in the middle of a test."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.WHITENOISE_AUTOREFRESH = True
    settings.WHITENOISE_USE_FINDERS = True
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    settings.MFA_TOTP_PERIOD = THOUSAND_YEARS


@pytest.fixture(autouse=True)
def _forget_tries():
    """Keep a test from reaching a limit through the tries of another."""
    cache.clear()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, tmp_path_factory):
    """Keep the SQLite test database in a file: in memory the threads of a live server would share one connection."""
    if connection.vendor == "sqlite":
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")


@pytest.fixture
def published(db):
    """Publish the questionnaire that ships as `load_questionnaire` does, which would read its files each time."""
    versions = apps.get_model("assessment", "Questionnaire").objects
    versions.drafted_from(SHIPPED, shipped=fingerprint(SHIPPED)).publish()


@pytest.fixture
def shared_cache(settings, db):
    """Count tries in the database, as in production."""
    settings.CACHES = shipped.CACHES
    cache.clear()
