"""How far two colours stand apart."""

import re


def contrast(*colours: str) -> float:
    """Return the contrast of two colours, as a browser tells them, from 1 to 21."""
    dark, light = sorted(map(brightness, colours))
    return (light + 0.05) / (dark + 0.05)


def brightness(colour: str) -> float:
    """Return the relative luminance of a colour as WCAG defines it."""
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
