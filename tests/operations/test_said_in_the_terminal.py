"""Whoever runs a command that can't do its work reads in one line why, and what to do; never a traceback."""

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial

import pytest
from django.conf import settings
from serving import EMPTY_SETTINGS

NO_PSYCOPG = "import sys; sys.modules |= {'psycopg': None, 'psycopg2': None}"
"""Read by Python as it starts: nothing of these names is installed."""


def run(*words, site_folder=settings.BASE_DIR, first=None, **environment):
    """Run a command in development, after doing something `first` in its process; return what it says in vain."""
    command = [sys.executable, "manage.py", *map(str, words)]
    surroundings = EMPTY_SETTINGS | {"PATH": os.environ["PATH"], "DEBUG": "1"} | environment
    options = {"cwd": site_folder, "env": surroundings, "preexec_fn": first, "timeout": 60}
    done = subprocess.run(command, capture_output=True, text=True, check=False, **options)
    assert done.returncode == 1, done.stdout
    return done.stderr


@pytest.mark.parametrize("command", ["load_questionnaire", "analyse", "purge"])
def test_a_command_without_its_tables_says_how_they_are_made(command, tmp_path):
    said = run(command, DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3")
    assert "DATABASE_URL says: no such table" in said
    assert "run manage.py migrate" in said
    assert len(said.splitlines()) == 1


@pytest.mark.parametrize("command", ["migrate", "serve", "restore /nowhere"])
def test_a_command_whose_database_can_not_be_opened_names_the_setting(command, tmp_path):
    said = run(*command.split(), DATABASE_URL=f"sqlite:///{tmp_path}/nowhere/x")
    assert said.startswith("The database of DATABASE_URL says: unable to open")
    assert len(said.splitlines()) == 1


def test_a_file_that_is_no_database_is_called_so(tmp_path):
    text = tmp_path / "text"
    text.write_text("hello " * 1000)
    for command in ("migrate", "serve"):
        assert "DATABASE_URL says: file is not a database" in run(command, DATABASE_URL=f"sqlite:///{text}")


def test_a_file_that_can_not_be_written_is_named(tmp_path):
    (tmp_path / "taken").write_text("a file, no folder")
    said = run("collectstatic", "--noinput", STATIC_ROOT=f"{tmp_path}/taken/static")
    assert f"{tmp_path}/taken" in said
    assert len(said.splitlines()) == 1


def test_a_copy_for_which_the_database_has_no_room_is_refused_in_one_line(tmp_path):
    with closing(sqlite3.connect(tmp_path / "copy")) as copy:
        copy.execute("CREATE TABLE django_migrations AS SELECT zeroblob(100000) AS long")
    little = partial(resource.setrlimit, resource.RLIMIT_FSIZE, (50_000, 50_000))
    said = run("restore", tmp_path / "copy", "--yes", first=little, DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3")
    assert said.startswith("The database of DATABASE_URL says: ")
    assert len(said.splitlines()) == 1


def test_a_folder_is_no_copy(tmp_path):
    assert "is not a file: name one that `backup` made" in run(
        "restore", tmp_path, "--yes", DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3"
    )


def test_whoever_takes_another_python_reads_which_one_it_takes():
    """One without packages."""
    command = [sys.executable, "-S", "manage.py", "check"]
    done = subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("No module named 'django': use the Python of the site's environment")


def test_without_its_driver_postgresql_is_refused_with_what_to_install(tmp_path):
    (tmp_path / "sitecustomize.py").write_text(NO_PSYCOPG)
    said = run("check", DATABASE_URL="postgres://ada@127.0.0.1/x", PYTHONPATH=str(tmp_path))
    assert said == "DATABASE_URL names PostgreSQL: install requirements-postgres.txt.\n"


def test_a_file_of_articles_with_a_fault_is_told_by_every_command(tmp_path):
    """They are read as the program is loaded, before any command begins."""
    for name in ("assessment", "influence_site"):
        shutil.copytree(settings.BASE_DIR / name, tmp_path / name)
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)
    (tmp_path / "assessment" / "content" / "articles.toml").write_text("articles = 3")
    assert run("check", site_folder=tmp_path) == "articles.toml: articles: must be a list, not a whole number\n"


def test_who_wants_to_know_more_is_shown_where(tmp_path):
    assert "Traceback" in run("purge", "--traceback", DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3")


def test_a_mail_server_that_is_away_is_told():
    said = run("sendtestemail", "ada@example.org", EMAIL_URL="smtp://127.0.0.1:1")
    assert "[Errno 111] Connection refused" in said
    assert len(said.splitlines()) == 1


def test_a_copy_that_cannot_be_written_is_named(tmp_path):
    said = run("backup", tmp_path / "nowhere" / "copy", DATABASE_URL=f"sqlite:///{tmp_path}/new.sqlite3")
    assert f"No such file or directory: '{tmp_path}/nowhere/copy.part'" in said
    assert len(said.splitlines()) == 1
