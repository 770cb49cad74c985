"""The day to look again, as an entry for a calendar."""

import uuid
from datetime import date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar
from making import INFLUENCER, THREES, make_attempt, make_user
from owning import store_result

from assessment.models import Result, Visitor

pytestmark = pytest.mark.usefixtures("published")

OF_A_RESULT = ("influenc", "score", "lean", "purpose", "verdict")


def event_of(response):
    (event,) = Calendar.from_ical(response.content).walk("VEVENT")
    return event


def test_the_calendar_entry_is_read_back_as_a_whole_day_six_weeks_on(client):
    address = store_result(client, INFLUENCER)
    response = client.get(f"{address}retake.ics")
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="look-again.ics"'
    event = event_of(response)
    assert event.decoded("dtstart") == timezone.localdate() + timedelta(weeks=6)
    assert not isinstance(event.decoded("dtstart"), datetime)
    assert event.decoded("dtstamp").tzinfo is not None
    assert str(event["url"]) == "http://testserver/"
    assert not event.errors


def test_the_calendar_entry_is_a_file_by_the_book_and_no_message_between_calendars(client):
    """RFC 5545, and RFC 5546: a file with a METHOD is a message, which needs an organiser and says so in its type."""
    written = client.get(f"{store_result(client, INFLUENCER)}retake.ics").content
    assert written.endswith(b"END:VCALENDAR\r\n")
    assert [line for line in written.split(b"\r\n") if b"\n" in line or b"\r" in line or len(line) > 75] == []
    assert Calendar.from_ical(written).keys() == {"VERSION", "PRODID"}


def test_the_calendar_entry_says_nothing_of_the_result(client):
    address = store_result(client, INFLUENCER)
    event = event_of(client.get(f"{address}retake.ics"))
    assert str(event["summary"]) == "Look at my social media habits again"
    text = event.to_ical().decode().lower()
    assert not [word for word in OF_A_RESULT if word in text]
    assert address.split("/")[2] not in text


def test_another_day_for_the_same_result_replaces_the_entry(client):
    address, other = store_result(client, THREES), store_result(client, THREES)
    day = timezone.localdate() + timedelta(days=9)
    first, second = (event_of(client.get(f"{address}retake.ics", sent)) for sent in ({}, {"on": day.isoformat()}))
    assert first["uid"] == second["uid"]
    assert second.decoded("dtstart") == day
    assert event_of(client.get(f"{other}retake.ics"))["uid"] != first["uid"]
    assert uuid.UUID(str(first["uid"]))


@pytest.mark.parametrize("on", ["", date.max.isoformat(), "today"])
def test_any_day_from_today_on_will_do(client, on):
    address = store_result(client, THREES)
    day = timezone.localdate().isoformat() if on == "today" else on
    assert event_of(client.get(f"{address}retake.ics", {"on": day})).decoded("dtstart") >= timezone.localdate()


@pytest.mark.parametrize("on", ["2001-01-01", "0001-01-01", "soon", "2030-02-30", "99999-01-01", "\0", "9" * 5000])
def test_a_day_that_has_passed_or_is_none_leads_back_with_a_word(client, on):
    address = store_result(client, THREES)
    response = client.get(f"{address}retake.ics", {"on": on}, follow=True)
    assert response.redirect_chain == [(address, 302)]
    assert "Choose today or a later day." in response.text


def test_the_day_to_look_again_after_an_old_result_is_not_in_the_past(client):
    client.force_login(user := make_user())
    attempt = make_attempt(Visitor(user_id=user.pk), THREES)
    result = Result.objects.finish(attempt, at=timezone.now() - timedelta(weeks=60))
    response = client.get(reverse("retake_calendar", args=[result.pk]))
    assert event_of(response).decoded("dtstart") == timezone.localdate()
