"""What the server knows from its environment, secrets included, stays with it."""

import subprocess
import sys

from serving import ROOT, SECRET, CookieClient
from signing import ADDRESS, PASSWORD

MAKE_ACCOUNT = """
import sys
from django.core.cache import cache
sys.path.append("tests")
import signing
signing.make_account()
cache.clear()  # of tries from this machine: other tests guess passwords
"""
SHOW_SESSIONS = (
    "from django.contrib.sessions.models import Session; print([one.get_decoded() for one in Session.objects.all()])"
)


def run(production, code):
    """Run code beside the server and return what it prints."""
    command = [sys.executable, "manage.py", "shell", "-v0", "-c", code]
    return subprocess.run(command, cwd=ROOT, env=production, capture_output=True, text=True, check=True).stdout


def test_a_form_that_waits_until_it_is_clear_who_sent_it_is_kept_without_them(production, server):
    run(production, MAKE_ACCOUNT)
    client = CookieClient(server)
    client.post("/accounts/login/", login=ADDRESS, password=PASSWORD)
    asked = client.post("/accounts/email/", email="new@example.org", action_add="").headers["Location"]
    assert asked.startswith("/accounts/reauthenticate/")
    kept = run(production, SHOW_SESSIONS)
    assert "new%40example.org" in kept
    assert "HTTP_HOST" in kept
    assert SECRET not in kept
    assert "DATABASE_URL" not in kept
