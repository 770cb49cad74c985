"""Sessions that can't be kept: the database can't be written, or somebody signed out in another tab meanwhile."""

from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware
from django.db import DatabaseError, InterfaceError
from django.http import HttpRequest, HttpResponse

from influence_site.errors import is_away


class ForgivingSessionMiddleware(SessionMiddleware):
    """Django's own answers 400 to both, as if the browser had sent nonsense.

    Somebody who only reads gets the page; what is lost is the note that a message was shown, so it is shown again.
    Somebody whose session was deleted meanwhile gets the answer, too, and is a stranger from the next request on.
    """

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Keep the session, or say why not."""
        try:
            return super().process_response(request, response)
        except (SessionInterrupted, DatabaseError, InterfaceError) as error:
            why = reason(error)
            if isinstance(why, SessionInterrupted) or (is_away(why) and request.method == "GET"):
                return response
            raise why from None


def reason(error: Exception) -> BaseException:
    """Return the fault of the database behind a session that was not kept; the error itself where there is none.

    Django hides it two errors deep: UpdateError takes its place, and SessionInterrupted the place of that.
    """
    behind = error.__context__ and error.__context__.__context__
    return behind if behind and is_away(behind) else error
