"""Settings are safe when nothing is set, and production does not start half configured."""

import os
import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

PACKAGE = Path(__file__).parent.parent / "influence_site"
EXAMPLE = dict(
    re.findall(r"^#?([A-Z_]+)=(.*)$", (PACKAGE.parent / ".env.example").read_text(encoding="utf-8"), re.MULTILINE)
)
SECRET = {"SECRET_KEY": "a secret that only this test knows, long enough", "ALLOWED_HOSTS": "example.org"}


@pytest.fixture
def site_folder(tmp_path):
    """A folder with the settings, and no .env beside them."""
    shutil.copytree(PACKAGE, tmp_path / "influence_site")
    return tmp_path


def setting(site_folder, environment, *names):
    """Read the settings anew, where nothing else is given, and return some of them."""
    before = os.environ.copy()
    os.environ.clear()
    os.environ.update(environment)
    try:
        told = runpy.run_path(str(site_folder / "influence_site/settings.py"))
    finally:
        os.environ.clear()
        os.environ.update(before)
    return [told.get(name) for name in names]


def refused(site_folder, environment):
    """Return why these settings are refused."""
    with pytest.raises(ImproperlyConfigured) as refusal:
        setting(site_folder, environment)
    return str(refusal.value)


@pytest.mark.parametrize("environment", [{}, {"DEBUG": "0"}, {"DEBUG": "off", "ALLOWED_HOSTS": "example.org"}])
def test_production_without_a_secret_does_not_start_and_says_why(site_folder, environment):
    assert "SECRET_KEY" in refused(site_folder, environment)


@pytest.mark.parametrize(
    ("name", "given", "told"),
    [
        ("STAFF_NEEDS_SECOND_FACTOR", "on # for all", "write on or off"),
        ("BEHIND_TLS_PROXY", "onn", "write on or off"),
        ("ANONYMOUS_DAYS", "0", "from 1 to"),  # the daily purge would delete every result without an account
        ("ANONYMOUS_DAYS", "401", "from 1 to 400"),  # browsers drop the cookie sooner than the pages say
        ("SIGNED_IN_DAYS", "401", "from 1 to 400"),
        ("SIGNED_IN_DAYS", "-1", "from 1 to"),
        ("PORT", "99999", "from 0 to 65535"),
        ("WORKERS", "two", "a whole number"),
        ("ALLOWED_HOSTS", "https://example.org", "bare names"),
        ("ALLOWED_HOSTS", "example.org:443", "bare names"),
        ("ALLOWED_HOSTS", "example.org www.example.org", "bare names"),
        ("ALLOWED_HOSTS", "bücher.example", "xn--bcher-kva.example"),  # browsers send another name
        ("CSRF_TRUSTED_ORIGINS", "https://example.org/", "nothing after it"),  # each form would be refused
        ("CSRF_TRUSTED_ORIGINS", "https://Example.org", "lower case"),
        ("CSRF_TRUSTED_ORIGINS", "example.org", "write it as https://"),
        ("DATABASE_URL", "/var/lib/db.sqlite3", "not a URL"),
        ("EMAIL_URL", "mail.example.org", "not a URL"),
        ("EMAIL_URL", "smtp+tls://user:pa/ss@mail.example.org:587", "percent-encoded"),
        ("DATABASE_URL", "postgres://user:pa#ss@10.0.0.4/influence", "percent-encoded"),
        ("DATABASE_URL", "sqlite://influence/db.sqlite3", "not a URL"),  # the folder would count for nothing
        ("DATABASE_URL", "sqlite:///", "not a URL"),  # all would be in memory, of each process by itself
        ("DATABASE_URL", "sqlite:///?timeout=9", "not a URL"),
        ("DATABASE_URL", "$DATABASE_OF_THE_HOST", "names another variable"),  # left out it would be SQLite
        ("SECRET_KEY", "${SECRET_OF_THE_HOST}", "names another variable"),  # as it stands it could be guessed
        ("STAFF_NEEDS_SECOND_FACTOR", "$on", "names another variable"),
        ("DATABASE_URL", "mysql://influence@10.0.0.4/influence", "neither SQLite nor PostgreSQL"),
        ("EMAIL_URL", "sntp://mail.example.org", "not name a mail server"),
        ("CACHE_URL", "valkey://10.0.0.5:6379/1", "redis://, for Valkey too"),  # each sign-in would be an error
        ("CACHE_URL", "dbcache://another_table", "or leave it out"),
        ("CACHE_URL", "dummycache://", "or leave it out"),  # passwords could be guessed at without end
        ("DEFAULT_FROM_EMAIL", "Influenced, or influencing? <noreply@example.org>", "in quotes"),
        ("DEFAULT_FROM_EMAIL", "noreply@", "an address"),
        ("DEFAULT_FROM_EMAIL", "noreply@example.org, other@example.org", "an address"),
        ("TIME_ZONE", "CEST", "such as Europe/Berlin"),
        ("TIME_ZONE", "Europe", "such as Europe/Berlin"),
        ("TIME_ZONE", "/etc/localtime", "such as Europe/Berlin"),
        ("SECRET_KEY", " ", "Set SECRET_KEY, in the environment or in .env"),
        ("SECRET_KEY", "", "Set SECRET_KEY, in the environment or in .env"),
    ],
)
def test_nonsense_is_refused_in_one_sentence_that_names_the_setting(site_folder, name, given, told):
    said = refused(site_folder, SECRET | {name: given})
    assert "\n" not in said
    assert name in said
    assert told in said
    assert "'pa" not in said  # the beginning of a password


def test_a_command_that_is_refused_its_settings_says_so_and_nothing_else(site_folder):
    shutil.copy(PACKAGE.parent / "manage.py", site_folder)
    (site_folder / "assessment").symlink_to(PACKAGE.parent / "assessment")
    command, bare = [sys.executable, "manage.py", "check"], {"PATH": os.environ["PATH"]} | SECRET | {"PORT": "two"}
    done = subprocess.run(command, cwd=site_folder, env=bare, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (1, refused(site_folder, SECRET | {"PORT": "two"}))


def test_the_example_names_every_setting_and_no_other():
    read = re.findall(r'\benv\.[a-z_]+\(\s*"([A-Z_]+)"', (PACKAGE / "settings.py").read_text(encoding="utf-8"))
    assert set(read) == set(EXAMPLE)


def test_a_number_or_switch_that_the_example_comments_out_holds_as_it_stands_there(site_folder):
    names = ["DEBUG", "SECURE_SSL_REDIRECT", "STAFF_NEEDS_SECOND_FACTOR", "HOST", "PORT", "WORKERS", "TIME_ZONE"]
    names += ["CODE_MINUTES", "SIGNED_IN_DAYS", "ANONYMOUS_DAYS"]
    given = {name: EXAMPLE[name] for name in names}
    assert setting(site_folder, SECRET | given, *names) == setting(site_folder, SECRET, *names)


def test_blanks_around_a_value_are_no_part_of_it(site_folder):
    blank = {"ALLOWED_HOSTS": " example.org, www.example.org ", "CLOSED_UNTIL": " ", "TIME_ZONE": "Europe/Berlin "}
    told = setting(site_folder, SECRET | blank, "ALLOWED_HOSTS", "CLOSED_UNTIL", "TIME_ZONE")
    assert told == [["example.org", "www.example.org"], "", "Europe/Berlin"]
    (databases,) = setting(site_folder, SECRET | {"DATABASE_URL": "sqlite:////somewhere/x "}, "DATABASES")
    assert databases["default"]["NAME"] == "/somewhere/x"


def test_a_value_may_begin_with_any_letter(site_folder):
    given = {"SECRET_KEY": "$ecret as it stands", "CONTACT": "$upport@example.org"}
    assert setting(site_folder, SECRET | given, *given) == list(given.values())


def test_a_switch_may_be_written_in_capitals_a_number_may_be_the_highest_and_an_origin_may_have_a_port(site_folder):
    given = {"SECURE_SSL_REDIRECT": "False", "PORT": "65535", "CSRF_TRUSTED_ORIGINS": "https://example.org:8443"}
    assert setting(site_folder, SECRET | given, *given) == [False, 65535, ["https://example.org:8443"]]


def test_what_is_empty_is_left_out(site_folder):
    empty = dict.fromkeys(("DATABASE_URL", "EMAIL_URL", "CACHE_URL", "PORT", "WORKERS", "SECURE_SSL_REDIRECT"), "")
    assert setting(site_folder, SECRET | empty, "PORT", "WORKERS", "SECURE_SSL_REDIRECT") == [8000, 2, True]


def test_a_file_of_settings_that_cannot_be_read_stops_the_start_and_says_which(site_folder):
    file = site_folder / ".env"
    file.write_text("CONTACT=Größe", encoding="latin-1")
    assert f"{file} can't be read" in refused(site_folder, SECRET)
    file.unlink()
    file.mkdir()
    assert f"{file} can't be read" in refused(site_folder, SECRET)


def test_services_that_stand_in_for_each_other_are_named_with_commas_between(site_folder):
    several = {
        "DATABASE_URL": "postgres://user:secret@one:5432,other:5433/influence",
        "CACHE_URL": "rediscache://one:6379,other:6379/0",
    }
    databases, caches = setting(site_folder, SECRET | several, "DATABASES", "CACHES")
    assert databases["default"]["HOST"] == "one,other"
    assert databases["default"]["PORT"] == "5432,5433"
    assert caches["default"]["LOCATION"] == ["redis://one:6379/0", "redis://other:6379/0"]


LINES = ["SECRET_KEY = a secret", "  SECRET_KEY=a secret", "SECRET_KEY: a secret", "SECRET_KEÝ=a secret"]


@pytest.mark.parametrize("line", LINES)
def test_a_line_that_would_be_passed_over_stops_the_start_and_is_not_repeated(site_folder, line):
    (site_folder / ".env").write_text(f"# settings\n\n{line}\n")
    told = refused(site_folder, SECRET)
    assert "line 3: write NAME=value" in told
    assert "a secret" not in told


def test_a_file_of_settings_may_begin_with_the_mark_of_some_editors(site_folder):
    (site_folder / ".env").write_text("SECRET_KEY=told in the file\nALLOWED_HOSTS=example.org\n", encoding="utf-8-sig")
    assert setting(site_folder, {}, "SECRET_KEY") == ["told in the file"]


def test_with_a_secret_and_nothing_else_the_site_is_in_production(site_folder):
    names = ("DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "CSRF_COOKIE_HTTPONLY")
    assert setting(site_folder, SECRET, *names) == [False, True, True, True, True]
    assert setting(site_folder, SECRET, "ALLOWED_HOSTS", "ACCOUNT_DEFAULT_HTTP_PROTOCOL") == [["example.org"], "https"]


def test_in_production_every_cookie_is_named_for_this_host_alone(site_folder):
    kinds = {"BROWSER": "browser", "SESSION": "sessionid", "CSRF": "csrftoken", "DEVICE": "device"}
    names = [f"{kind}_COOKIE_NAME" for kind in kinds]
    assert setting(site_folder, SECRET, *names) == [f"__Host-{name}" for name in kinds.values()]


@pytest.mark.parametrize("hosts", [{}, {"ALLOWED_HOSTS": ""}])
def test_production_that_answers_to_no_name_does_not_start_and_says_why(site_folder, hosts):
    assert "ALLOWED_HOSTS" in refused(site_folder, {"SECRET_KEY": "x"} | hosts)


def test_strict_transport_lasts_at_least_a_year(site_folder):
    seconds, subdomains = setting(site_folder, SECRET, "SECURE_HSTS_SECONDS", "SECURE_HSTS_INCLUDE_SUBDOMAINS")
    assert seconds >= 365 * 24 * 60 * 60
    assert subdomains


def test_a_proxy_is_believed_only_when_it_is_said_to_be_there(site_folder):
    assert setting(site_folder, SECRET, "SECURE_PROXY_SSL_HEADER") == [None]
    believed = setting(site_folder, SECRET | {"BEHIND_TLS_PROXY": "1"}, "SECURE_PROXY_SSL_HEADER")
    assert believed == [("HTTP_X_FORWARDED_PROTO", "https")]
    assert setting(site_folder, SECRET, "ALLAUTH_TRUSTED_PROXY_COUNT") == [0]
    assert setting(site_folder, SECRET | {"TRUSTED_PROXIES": "2"}, "ALLAUTH_TRUSTED_PROXY_COUNT") == [2]


def test_codes_and_sessions_last_as_long_as_pages_say_and_no_mail_server_keeps_a_page_waiting(site_folder):
    codes = [f"ACCOUNT_{kind}_BY_CODE_TIMEOUT" for kind in ("EMAIL_VERIFICATION", "LOGIN", "PASSWORD_RESET")]
    assert setting(site_folder, SECRET | {"CODE_MINUTES": "7"}, *codes) == [7 * 60] * 3
    assert setting(site_folder, SECRET, "SESSION_COOKIE_AGE", "EMAIL_TIMEOUT") == [24 * 60 * 60, 10]


def test_development_needs_nothing_and_works_over_plain_http(site_folder):
    names = ("DEBUG", "SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "SECURE_HSTS_SECONDS")
    assert setting(site_folder, {"DEBUG": "1"}, *names) == [True, None, None, None]


@pytest.mark.parametrize(
    ("kind", "waits"),
    [("sqlite:///x", {"timeout": 20}), ("postgres://somebody@nowhere/x", {"options": "-c lock_timeout=20s"})],
)
def test_on_either_database_a_lock_is_waited_for_for_twenty_seconds_and_no_thread_keeps_connections(
    site_folder, kind, waits
):
    (databases,) = setting(site_folder, SECRET | {"DATABASE_URL": f"{kind}?conn_max_age=60"}, "DATABASES")
    assert databases["default"]["CONN_MAX_AGE"] == 0
    assert databases["default"]["OPTIONS"].items() >= waits.items()


def test_a_host_of_the_database_that_is_gone_is_given_up_within_seconds(site_folder):
    (databases,) = setting(site_folder, SECRET | {"DATABASE_URL": "postgres://somebody@nowhere/x"}, "DATABASES")
    options = databases["default"]["OPTIONS"]
    assert options["tcp_user_timeout"] <= 10_000  # of what was sent
    assert options["keepalives_idle"] + options["keepalives_interval"] <= 15  # while an answer is waited for


@pytest.mark.parametrize(
    "given", ["noreply@localhost", '"Influenced, or" <noreply@example.org>', "Größe (x) <a+b@bücher.example>"]
)
def test_e_mails_may_come_from_an_address_with_a_name_or_without(site_folder, given):
    assert setting(site_folder, SECRET | {"DEFAULT_FROM_EMAIL": given}, "DEFAULT_FROM_EMAIL") == [given]
