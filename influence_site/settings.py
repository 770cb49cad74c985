"""Every setting of the site, read once from the environment (or a file `.env`); see `.env.example`."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from influence_site import env

BASE_DIR = Path(__file__).resolve().parent.parent
LONGEST_COOKIE_DAYS = 400
"""Browsers keep no cookie longer, whatever a site asks for (RFC 6265bis)."""

env.read_file(BASE_DIR / ".env")

DEBUG = env.boolean("DEBUG")
# Development needs no secret; production without one must not start.
if not (env.text("SECRET_KEY") or DEBUG):
    raise ImproperlyConfigured("Set SECRET_KEY, in the environment or in .env: .env.example says how to make one.")
SECRET_KEY = os.environ.get("SECRET_KEY") or "only-for-development"
ALLOWED_HOSTS = env.hosts("ALLOWED_HOSTS")
if not (ALLOWED_HOSTS or DEBUG):  # every page would be a bad request
    raise ImproperlyConfigured("Set ALLOWED_HOSTS, in the environment or in .env: the names that the site answers to.")
CSRF_TRUSTED_ORIGINS = env.origins("CSRF_TRUSTED_ORIGINS")

INSTALLED_APPS = [
    "influence_site.accounts.apps.StaffAdminConfig",
    "influence_site.accounts.apps.AccountsConfig",
    "influence_site.operations.apps.OperationsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "influence_site.operations.apps.UsedStaticFilesConfig",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "assessment",
]

MIDDLEWARE = [
    "influence_site.operations.requests.request_log",
    "influence_site.middleware.security_headers",
    "django.middleware.security.SecurityMiddleware",
    "influence_site.middleware.request_limits",
    "influence_site.middleware.debug_404",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "influence_site.compression.brotli_compression",
    "influence_site.middleware.maintenance_mode",
    "influence_site.accounts.session_middleware.ForgivingSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "influence_site.middleware.allowed_methods",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "influence_site.accounts.known_devices.device_cookie",
    "influence_site.accounts.pending_sign_ins.former_address_guard",
    "influence_site.accounts.spent_codes.spent_code_message",
]

ROOT_URLCONF = "influence_site.urls"
WSGI_APPLICATION = "influence_site.wsgi.application"
CSRF_FAILURE_VIEW = "influence_site.errors.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["influence_site.indentation.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "influence_site.accounts.context_processors.mailed_codes",
            ],
        },
    }
]
CRISPY_TEMPLATE_PACK = "influence"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["influence"]
CRISPY_FAIL_SILENTLY = False

DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{BASE_DIR / 'db.sqlite3'}")}
# Opening a connection costs as much as a page, so each worker lends its own to one request after another. The server's
# threads can't keep connections: threads come and go, and would leave theirs open.
DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"] == "django.db.backends.postgresql":
    DATABASES["default"]["ENGINE"] = "influence_site.operations.postgres"
    # A database that is away, or a lock that stays, becomes a page that says so, not an endless wait.
    DATABASES["default"]["OPTIONS"] = {
        "connect_timeout": 5,
        # A host or network that is gone says nothing at all: without these a request would wait a quarter of an hour.
        "tcp_user_timeout": 10_000,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "pool": {
            "min_size": 1,
            "max_size": env.number("CONNECTIONS", 20, 1, 1000),
            "timeout": 5,
            "reconnect_timeout": 2,  # a longer one pauses longer and longer, even once the database is back
        },
        "options": "-c lock_timeout=20s",
        **DATABASES["default"].get("OPTIONS", {}),
    }
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["ENGINE"] = "influence_site.operations.sqlite"
    # Measured: with IMMEDIATE and WAL no concurrent post is lost, with Django's defaults most are. Four MiB hold
    # what a history of hundreds looks up, even among a million results. All connections of a worker together hold no
    # more than the eight that may wait (MOST_IDLE), or a crowd would fill the memory. What is deleted is overwritten:
    # Debian's SQLite does so anyway, others would keep it in the file for months.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-4096;"
        f" PRAGMA soft_heap_limit={32 * 2**20}; PRAGMA secure_delete=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Counts sign-in tries for all workers together, in a table of the database: `migrate` makes it, and unlike files it
# works with many workers and machines. With so large a CULL_FREQUENCY only expired counts are dropped: nobody can wipe
# out the tries of others by filling the table with their own.
CACHES = {"default": env.cache("CACHE_URL", "dbcache://shared_cache")}
if CACHES["default"]["BACKEND"] == "django.core.cache.backends.db.DatabaseCache":
    CACHES["default"]["BACKEND"] = "influence_site.accounts.shared_cache.SharedCache"
    CACHES["default"]["OPTIONS"] = {"MAX_ENTRIES": 10000, "CULL_FREQUENCY": 10**9}

# E-mail: printed in the terminal in development.
vars().update(env.email("EMAIL_URL", "consolemail://" if DEBUG else "smtp://localhost:25"))
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.sender("DEFAULT_FROM_EMAIL", "noreply@localhost")

# Accounts (allauth). An e-mail address names an account, and a code sent to it proves it: at sign-up, to sign in
# without a password, to choose a new one, and before a change that matters. Rate limits and the same answer for known
# and unknown addresses are allauth's defaults; the latter holds only while verification is mandatory and an address
# can't be changed on the way.
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "influence_site.accounts.passwords.PersonalValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "influence_site.accounts.passwords.CommonValidator"},
    {"NAME": "influence_site.accounts.passwords.OwnWordsValidator"},
]
CODE_MINUTES = env.number("CODE_MINUTES", 10, 2, 24 * 60)
SIGNED_IN_DAYS = env.number("SIGNED_IN_DAYS", 14, 1, LONGEST_COOKIE_DAYS)
STAFF_NEEDS_SECOND_FACTOR = env.boolean("STAFF_NEEDS_SECOND_FACTOR")

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "history", "start"
ACCOUNT_ADAPTER = "influence_site.accounts.adapters.AccountAdapter"
ACCOUNT_FORMS = {
    "signup": "influence_site.accounts.forms.SignUp",
    "login": "influence_site.accounts.forms.SignIn",
    "request_login_code": "influence_site.accounts.forms.AskForSignInCode",
    "confirm_login_code": "influence_site.accounts.forms.ConfirmSignIn",
    "confirm_email_verification_code": "influence_site.accounts.forms.ConfirmAddress",
    "reset_password": "influence_site.accounts.forms.AskForResetCode",
    "confirm_password_reset_code": "influence_site.accounts.forms.ConfirmReset",
    "reset_password_from_key": "influence_site.accounts.forms.ResetPassword",
    "change_password": "influence_site.accounts.forms.ChangePassword",
    "set_password": "influence_site.accounts.forms.SetPassword",
    "add_email": "influence_site.accounts.forms.ChangeAddress",
    "reauthenticate": "influence_site.accounts.forms.ConfirmPassword",
    "confirm_reauthentication_code": "influence_site.accounts.forms.ConfirmByCode",
}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = CODE_MINUTES * 60
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT = CODE_MINUTES * 60
ACCOUNT_RATE_LIMITS = {"mail": "10/h/key"}  # ours, over all kinds: else one inbox could get several a minute, all day
ACCOUNT_CHANGE_EMAIL = ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "http" if DEBUG else "https"
# How many proxies in front add to X-Forwarded-For; what they did not add is not trusted.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0, 0, 100)
MFA_ADAPTER = "influence_site.accounts.adapters.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "influence_site.accounts.forms.GiveSecondFactor",
    "reauthenticate": "influence_site.accounts.forms.ConfirmSecondFactor",
    "activate_totp": "influence_site.accounts.forms.SetUpSecondFactor",
}
MFA_TOTP_ISSUER = "Influenced or influencing?"

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env.time_zone("TIME_ZONE", "UTC")
USE_I18N = False  # there is one language; texts are marked for translation already, for when there is a second

STATIC_URL = "static/"
STATIC_ROOT = env.text("STATIC_ROOT", str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
# What is requested by fixed names: icons, by iPhones for the home screen and older Safari for a tab; robots.txt.
WHITENOISE_ROOT = BASE_DIR / "root"
WHITENOISE_ALLOW_ALL_ORIGINS = False  # no other site has use for these files
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

HEALTH_CHECKS = ("/healthz", "/readyz")

# While the site is closed for maintenance: when it opens again, as people are told.
CLOSED_UNTIL = env.text("CLOSED_UNTIL")

# Whom the privacy and accessibility pages name for questions: an address or a sentence.
CONTACT = env.text("CONTACT")

# How long a browser without an account can come back to its answers and results.
ANONYMOUS_DAYS = env.number("ANONYMOUS_DAYS", 90, 1, LONGEST_COOKIE_DAYS)

# A browser without an account is known by a token of its own, not by a session: no page has to look one up.
BROWSER_COOKIE_NAME = "browser"
SESSION_COOKIE_AGE = 24 * 60 * 60  # of a session without a sign-in: it holds no more than the way to one
CSRF_COOKIE_HTTPONLY = True
# A browser in which the owner of an account has signed in is known to it: its tries are counted separately.
DEVICE_COOKIE_NAME = "device"
DEVICE_COOKIE_AGE = 365 * 24 * 60 * 60
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"  # the privacy page names all cookies
SILENCED_SYSTEM_CHECKS = ["security.W002"]  # our own middleware sets that header, on static files too
if not DEBUG:
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    BROWSER_COOKIE_NAME, DEVICE_COOKIE_NAME = "__Host-browser", "__Host-device"
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = env.boolean("SECURE_SSL_REDIRECT", default=True)
    SECURE_HSTS_SECONDS = 2 * 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_REDIRECT_EXEMPT = [rf"^{path.lstrip('/')}$" for path in HEALTH_CHECKS]  # from within, over plain http
    if env.boolean("BEHIND_TLS_PROXY"):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Names and shape as in Django 6, so that its own middleware can take over.
SECURE_CSP = {
    "default-src": ["'none'"],
    "script-src": ["'self'"],
    "style-src": ["'self'"],
    "img-src": ["'self'"],
    "font-src": ["'self'"],
    "connect-src": ["'self'"],
    "form-action": ["'self'"],
    "base-uri": ["'none'"],
    "frame-ancestors": ["'none'"],
}

# Serving (`manage.py serve`). Direct TLS needs the two files; behind a proxy, neither.
HOST = env.text("HOST", "127.0.0.1")
PORT = env.number("PORT", 8000, 0, 65535)
WORKERS = env.number("WORKERS", 2, 1, 1000)
TLS_CERTIFICATE, TLS_KEY = env.text("TLS_CERTIFICATE"), env.text("TLS_KEY")

# The longest form of the site, in admin, stays far below; a larger body is refused before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = 2**20

# In production each line is JSON, without personal data; development keeps Django's own.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "influence_site.operations.logs.JsonLines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["lines"], "level": "INFO"},
    "loggers": {"django": {"handlers": [], "level": "INFO"}, "_granian": {"level": "INFO"}},
}
if DEBUG:
    LOGGING = {}
