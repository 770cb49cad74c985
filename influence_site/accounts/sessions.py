"""Sessions while the database can't be written."""

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse

from influence_site.errors import is_away

READING = ("GET", "HEAD")


class Sessions(SessionMiddleware):
    """Django's own takes a session that can't be written for one that was deleted, and answers 400.

    Who only reads gets the page: all that is lost is that a message was shown, and so it is shown again.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep the session, or say why not."""
        try:
            return super().process_response(request, response)
        except (SessionInterrupted, DatabaseError, InterfaceError) as error:
            why = reason(error)
            if is_away(why) and request.method in READING:
                return response
            raise why from None


def reason(error: Exception) -> BaseException:
    """Return the fault of the database behind a session that was not kept; the error itself where there is none."""
    behind = error.__context__ and error.__context__.__context__
    return behind if behind and is_away(behind) else error
