"""A form's CSRF token, masked: the same secret looks different on each page, so that compression can't give it away.

Django draws letters one by one. That takes 32 system calls, and between two of them other threads may run first.
"""

from secrets import token_bytes

from django.http import HttpRequest
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH

LETTERS = CSRF_ALLOWED_CHARS.encode()
PLACES = bytes.maketrans(LETTERS, bytes(range(len(LETTERS))))
REMAINDERS = bytes(byte % len(LETTERS) for byte in range(256))
LETTER_OF = bytes(LETTERS[remainder] for remainder in REMAINDERS)
UNEVEN = bytes(range(256 - 256 % len(LETTERS), 256))
"""Bytes that would make some remainders likelier than others."""


def token_for(request: HttpRequest) -> str:
    """Return a form's token. The cookie is not set again: browsers don't keep a page that sets one for going back."""
    if "CSRF_COOKIE" not in request.META:
        request.META |= {"CSRF_COOKIE": new_secret(), "CSRF_COOKIE_NEEDS_UPDATE": True}  # as rotate_token does
    return masked(request.META["CSRF_COOKIE"])


def drawn() -> bytes:
    """Return the places (in LETTERS) of as many random letters as a secret has, all drawn in one go."""
    return token_bytes(2 * CSRF_SECRET_LENGTH).translate(REMAINDERS, UNEVEN)[:CSRF_SECRET_LENGTH]


def new_secret() -> str:
    """Return a secret for a browser that has none."""
    return drawn().translate(LETTER_OF).decode()


def masked(secret: str) -> str:
    """Return a secret as Django masks it in a form, each letter moved on by the place of a random one."""
    mask = drawn()
    places = secret.encode().translate(PLACES)
    moved = int.from_bytes(mask) + int.from_bytes(places)  # byte by byte: none comes to more than twice the letters
    return (mask + moved.to_bytes(len(secret))).translate(LETTER_OF).decode()
