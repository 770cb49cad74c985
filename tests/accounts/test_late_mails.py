"""An e-mail that the mail server does not take at once goes a little later, and nothing has to be done for it."""

import re
from threading import BoundedSemaphore, Event

import pytest
from aiosmtpd.controller import Controller
from django.test import Client
from serving import free_port, wait_until
from signing import ADDRESS, PASSWORD, enter_code, is_signed_in, make_account, sign_up

from influence_site.accounts import late_mails

SOON = (0.2,) * 50


class MailServer:
    """A mail server that answers each recipient with the next of some words, then takes all; `taken` is what it has."""

    def __init__(self, *answers):
        self.answers, self.taken = list(answers), []

    async def handle_RCPT(self, *given):  # noqa: N802  # as aiosmtpd calls it
        _server, _session, envelope, address, _options = given
        if self.answers:
            return self.answers.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, *given):  # noqa: N802
        self.taken.append(given[-1].content.decode())
        return "250 OK"


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """Try again soon, and leave no e-mail behind that is still tried."""
    monkeypatch.setattr(late_mails, "PAUSES", SOON)
    monkeypatch.setattr(late_mails, "room", BoundedSemaphore(2))
    yield
    monkeypatch.setattr(late_mails, "PAUSES", ())
    wait_until(lambda: late_mails.room._value == 2)


@pytest.fixture
def port(settings):
    """Let the site send over a port where nobody listens yet."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    return settings.EMAIL_PORT


@pytest.fixture
def start_mail_server(port):
    """Return a function that starts a mail server on that port."""
    running = []

    def start(server):
        running.append(Controller(server, "127.0.0.1", port))
        running[-1].start()
        return server

    yield start
    for one in running:
        one.stop()


def code_in(text):
    return re.search(r"^[A-Z]{4}-[A-Z]{4}\r?$", text, re.MULTILINE)[0].strip()


def test_a_code_comes_when_the_mail_server_is_back_and_still_opens_the_account(client, start_mail_server, caplog):
    caplog.set_level("INFO")
    assert "The e-mail is late" in client.get(sign_up(client).url).text
    server = start_mail_server(MailServer())
    wait_until(lambda: server.taken)
    enter_code(client, "confirm-email", code_in(server.taken[0]))
    assert is_signed_in(client)
    wait_until(lambda: "Sent late" in caplog.text)
    assert len(server.taken) == 1


def test_a_mail_server_that_asks_to_come_again_is_asked_again(client, start_mail_server):
    server = start_mail_server(MailServer("451 4.7.1 Come again later", "421 4.3.2 Busy"))
    assert "The e-mail is late" in client.get(sign_up(client).url).text
    wait_until(lambda: server.taken)
    assert f"To: {ADDRESS}" in server.taken[0]


@pytest.mark.parametrize("address", [ADDRESS, "eve@example.org"])
@pytest.mark.parametrize("path", ["signup", "login/code", "password/reset"])
def test_when_the_mail_server_is_away_the_page_says_so_to_everyone_and_offers_another_try(
    client, port, monkeypatch, caplog, path, address
):
    monkeypatch.setattr(late_mails, "PAUSES", ())
    make_account()
    page = client.post(f"/accounts/{path}/", {"email": address, "password1": PASSWORD}, follow=True).text
    assert "The e-mail is late" in page
    assert ("Send a new code" in page) == (path != "password/reset")  # there one goes back and asks again
    assert "Not sent" in caplog.text
    assert address not in caplog.records[0].getMessage()


@pytest.mark.parametrize("known", [True, False])
def test_what_is_refused_for_good_is_not_tried_again_and_the_page_says_what_to_do(client, start_mail_server, known):
    if known:
        make_account()
    server = start_mail_server(MailServer("550 5.1.1 Nobody of this name"))
    assert "The e-mail could not be sent. Check that the address is right" in client.get(sign_up(client).url).text
    assert late_mails.room._value == 2
    assert server.taken == []


def test_a_mail_server_that_stays_away_is_given_up_and_the_log_says_so(client, port, monkeypatch, caplog):
    monkeypatch.setattr(late_mails, "PAUSES", (0.01, 0.01))
    sign_up(client)
    wait_until(lambda: "Given up" in caplog.text)
    assert ADDRESS not in " ".join(record.getMessage() for record in caplog.records)


def test_only_so_many_wait_at_once(port, monkeypatch):
    all_have_signed_up = Event()
    monkeypatch.setattr(late_mails, "PAUSES", (60,))
    monkeypatch.setattr(late_mails, "sleep", all_have_signed_up.wait)
    people = {f"person{number}@example.org": Client() for number in range(3)}
    pages = [client.get(sign_up(client, address).url).text for address, client in people.items()]
    all_have_signed_up.set()
    assert ["The e-mail is late" in page for page in pages] == [True, True, False]
    assert "could not be sent" in pages[2]
