"""The day to look again, as an entry for calendar programs."""

from datetime import date, datetime
from uuid import UUID, uuid5

from django.utils.translation import gettext as _

MAKER = "-//Influenced or influencing//Retake//EN"


def reminder(result_id: UUID, day: date, now: datetime, address: str) -> bytes:
    """Return an all-day event that says nothing about the result; another day for the same result replaces it."""
    from icalendar import Calendar, Event  # noqa: PLC0415  # takes 10 MB and a tenth of the start; few ask for it

    event = Event()
    event.add("uid", str(uuid5(result_id, "retake")))
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("summary", _("Look at my social media habits again"))
    event.add("url", address)
    event.add("transp", "TRANSPARENT")
    calendar = Calendar()
    calendar.add("prodid", MAKER)
    calendar.add("version", "2.0")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written
