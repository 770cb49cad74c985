"""Passkeys, which the site does not offer."""

import sys
from types import ModuleType


def leave_out() -> None:
    """Put an empty module in place of what allauth would load for them, whether they are offered or not.

    That would bring fido2 and cryptography: a tenth of a start, and of a worker's memory.
    """
    nothing = ModuleType("allauth.mfa.webauthn.internal.auth")
    vars(nothing)["WebAuthn"] = None  # looked up beside the kinds of second factor that there are
    sys.modules[nothing.__name__] = nothing
