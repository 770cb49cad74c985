"""The Flesch-Kincaid grade of a short text: a tripwire for hard wording, not a judgement."""

import re

WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")
SILENT_END = re.compile(r"(?<![tdaeiou])ed$|(?<![^aeiouy]l)e$|(?<![sxzcgh])es$")


def syllables(word: str) -> int:
    """Count the groups of vowels, without an e, ed or es at the end that is not spoken."""
    spoken = SILENT_END.sub("", word.lower())
    return max(1, len(re.findall(r"[aeiouy]+", spoken)))


def reading_grade(text: str) -> float:
    """Return the school grade (United States) in which a text is read with ease; source: Kincaid et al. 1975."""
    words = WORD.findall(text.replace("-", " "))
    sentences = max(1, len(re.findall(r"[.?!](?:\s|$)", text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
