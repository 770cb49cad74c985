"""Browsers by the names that people know."""

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def browser_name(user_agent: str) -> str:
    """Return a browser with its system, as in "Firefox on Windows"; as it calls itself where either is not known."""
    from ua_parser import parse_os, parse_user_agent  # noqa: PLC0415  # six MiB, for one page

    browser, system = parse_user_agent(user_agent), parse_os(user_agent)
    if not (browser and system):
        return user_agent or _("An unnamed browser")
    return _("%(browser)s on %(system)s") % {"browser": browser.family, "system": system.family}
