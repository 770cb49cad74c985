"""How far two colours stand apart."""

import re

WEIGHTS = (0.2126, 0.7152, 0.0722)


def contrast(*colours: str) -> float:
    """Return the contrast of two colours, as browsers compute them ("rgb(…)"), by the formula of WCAG 2."""
    dark, light = sorted(map(luminance, colours))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    return sum(weight * linear(part) for weight, part in zip(WEIGHTS, parts, strict=True))


def linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
