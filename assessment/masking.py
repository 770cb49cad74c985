"""The token of a form, masked: the same secret reads otherwise in each page, and no compression gives it away."""

from secrets import token_bytes

from django.middleware.csrf import CSRF_ALLOWED_CHARS

LETTERS = CSRF_ALLOWED_CHARS.encode()
PLACES = bytes.maketrans(LETTERS, bytes(range(len(LETTERS))))
REMAINDERS = bytes(byte % len(LETTERS) for byte in range(256))
LETTER_OF = bytes(LETTERS[remainder] for remainder in REMAINDERS)
UNEVEN = bytes(range(256 - 256 % len(LETTERS), 256))
"""Bytes that would make some remainders likelier than others."""


def masked(secret: str) -> str:
    """Return a secret as Django masks it in a form, each letter moved on by one that is drawn.

    Django draws them one by one, which takes a twentieth of a millisecond: as long as the compression of a page.
    """
    mask = token_bytes(2 * len(secret)).translate(REMAINDERS, UNEVEN)[: len(secret)]
    places = secret.encode().translate(PLACES)
    moved = int.from_bytes(mask) + int.from_bytes(places)  # byte by byte: none comes to more than twice the letters
    return (mask + moved.to_bytes(len(secret))).translate(LETTER_OF).decode()
