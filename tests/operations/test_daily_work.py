"""What has to be done every day is done by the timer that docs/deploy.md sets up."""

import re

from django.conf import settings
from django.core.management import get_commands, load_command_class

DEPLOY = (settings.BASE_DIR / "docs" / "deploy.md").read_text(encoding="utf-8")
SERVICE = re.search(r"influence-daily\.service`:\n(.*?)`/etc", DEPLOY, re.DOTALL)[1]


def test_the_daily_service_runs_every_command_that_wants_to_be_run_once_a_day():
    own = [name for name, app in get_commands().items() if app == "assessment"]
    daily = [name for name in own if "once a day" in type(load_command_class("assessment", name)).__doc__]
    assert sorted(daily) == ["analyse", "purge"]
    assert [name for name in daily if f"manage.py {name}\n" not in SERVICE] == []


def test_a_backup_that_fails_does_not_keep_what_has_outlived_its_time():
    """Where one ExecStart fails, systemd leaves out those behind it, but no ExecStopPost."""
    assert re.findall(r"ExecStopPost=.*manage.py (\w+)", SERVICE) == ["purge"]


def test_a_backup_is_deleted_on_the_day_until_which_the_document_says_it_lives():
    """`find` counts whole days: by +14 it would first take what is fifteen days old."""
    (days,) = re.findall(r"until these are deleted, here for (\d+) days", DEPLOY)
    assert f"-mtime +{int(days) - 1} -delete" in SERVICE


def test_no_copy_of_the_database_is_made_where_others_read_it():
    copies = re.findall(r"(?:sqlite:///|--output |loaddata |rm )(\S+(?:trial|answers)[\w.]+)", DEPLOY)
    assert len(copies) == 4
    assert {copy.rpartition("/")[0] for copy in copies} == {"/var/backups/influence"}
