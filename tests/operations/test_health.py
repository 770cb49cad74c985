"""Those who watch are told whether the process is up and whether it can work; the log says why not."""

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder


def test_a_process_that_is_up_says_so_without_asking_the_database(client):
    response = client.get("/healthz")  # without the mark `django_db`, a question to the database would fail the test
    assert (response.status_code, response.content) == (200, b"up\n")
    assert "no-store" in response["Cache-Control"]


def test_a_site_that_can_work_is_ready_and_leaves_nothing_behind(client, db):
    assert client.get("/readyz").content == b"ready\n"
    assert not Session.objects.exists()


def test_a_migration_that_is_to_be_applied_makes_it_unready_and_the_log_says_which(client, db, caplog):
    MigrationRecorder.Migration.objects.filter(app="sessions").delete()
    response = client.get("/readyz")
    assert (response.status_code, response.content) == (503, b"not ready\n")
    assert "migrations are to be applied, first sessions" in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_database_that_cannot_be_written_makes_it_unready(client, caplog):
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE django_session RENAME TO moved")
    try:
        assert client.get("/readyz").status_code == 503
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE moved RENAME TO django_session")
    assert "the database cannot be written" in caplog.text
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize("page", ["/healthz", "/readyz"])
def test_health_is_told_in_a_named_encoding(client, db, page):
    assert client.get(page)["Content-Type"] == "text/plain; charset=utf-8"
