"""Runs of eight words as fingerprints: enough to find a borrowed sentence, too little to read one back."""

import hashlib
import re

RUN = 8
DIGITS = 16
WORD = re.compile(r"[a-z0-9']+")


def shingles(text: str) -> set[str]:
    """Return the fingerprint of every run of eight words in a text."""
    words = WORD.findall(text.replace("\u2018", "'").replace("\u2019", "'").lower())
    runs = (" ".join(words[start : start + RUN]) for start in range(len(words) - RUN + 1))
    return {hashlib.sha256(run.encode()).hexdigest()[:DIGITS] for run in runs}
