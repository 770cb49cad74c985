"""The shipped server refuses to start where visitors would meet errors, and says why."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from serving import ROOT

NO_REDIS = "import importlib.util as u; f = u.find_spec; u.find_spec = lambda n, *p: None if n == 'redis' else f(n, *p)"
"""Read by Python as it starts: nothing of this name is installed."""


def refused(environment):
    """Start a server that must not start; return what it says."""
    command = [sys.executable, "manage.py", "serve"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 1, done.stdout
    return done.stderr


def test_a_second_server_never_shares_the_port_of_one_that_runs(server, production):
    said = refused(production | {"PORT": str(server.port)})
    assert f"Address already in use (while attempting to bind on address ('127.0.0.1', {server.port}))" in said
    assert server.get("/readyz").status == 200


@pytest.mark.parametrize(
    ("given", "told"),
    [
        ({"HOST": "localhost"}, "HOST is 'localhost': write an address"),
        ({"TLS_CERTIFICATE": __file__}, "go together"),
        ({"TLS_CERTIFICATE": __file__, "TLS_KEY": "/nowhere.pem"}, "No such file or directory: '/nowhere.pem'"),
        ({"TLS_CERTIFICATE": __file__, "TLS_KEY": __file__}, "must be a certificate, TLS_KEY its key"),
        ({"DATABASE_URL": "sqlite:////nowhere/x"}, "DATABASE_URL says: unable to open"),
    ],
)
def test_with_settings_that_cannot_be_served_no_server_starts(production, given, told):
    assert told in refused(production | given).splitlines()[-1]


def test_without_a_client_no_server_starts_that_is_to_count_in_redis(production, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(NO_REDIS)
    given = {"CACHE_URL": "redis://127.0.0.1:6379/1", "PYTHONPATH": str(tmp_path)}
    assert "install requirements-redis.txt" in refused(production | given).splitlines()[-1]


def test_without_static_files_no_server_starts(production, tmp_path):
    assert "run manage.py collectstatic" in refused(production | {"STATIC_ROOT": str(tmp_path)})


def test_no_server_starts_with_the_static_files_of_an_older_release(production, tmp_path):
    shutil.copytree(production["STATIC_ROOT"], tmp_path, dirs_exist_ok=True)
    manifest = tmp_path / "staticfiles.json"
    collected = json.loads(manifest.read_text())
    newest = collected["paths"].popitem()[0]
    manifest.write_text(json.dumps(collected))
    assert newest in refused(production | {"STATIC_ROOT": str(tmp_path)})


def test_scripts_of_pages_that_the_site_does_not_have_are_not_collected(production):
    collected = json.loads(Path(production["STATIC_ROOT"], "staticfiles.json").read_text())["paths"]
    assert [name for name in collected if name.startswith(("account/", "mfa/"))] == []
    languages = {Path(name).stem for name in collected if "select2/i18n" in name}
    assert "en" in languages
    assert "ru" not in languages
