"""Personas: made-up ways to answer, to see what a questionnaire says about a kind of person."""

from collections.abc import Callable

from assessment.scoring.vocabulary import HIGHEST, LOWEST, MIDDLE_ANSWER, Dimension, Item, NoAnswer, Pole, Sitting

Answer = int | str
Persona = Callable[[Item, int], Answer]
"""Given a statement and its place in the questionnaire, from 0, returns an answer as it is stored."""

VARIETY = (0, 1, 0, 0, -1, 0, 1, 0, 1)
"""Steps off a person's own answers. Nine, so that parts of eight statements come to different scores."""


def leaning(strength: int) -> Persona:
    """Answer this many steps from the middle towards the high end, with a little variety."""

    def answer(item: Item, place: int) -> int:
        towards = strength if item.pole is Pole.HIGH else -strength
        return min(HIGHEST, max(LOWEST, MIDDLE_ANSWER + towards + VARIETY[place % len(VARIETY)]))

    return answer


def always(value: int) -> Persona:
    """Tick the same place everywhere."""
    return lambda _item, _place: value


def broadcaster(item: Item, _place: int) -> int:
    """Put out much and talk with nobody."""
    if item.dimension is Dimension.CONVERSATION:
        return LOWEST if item.pole is Pole.HIGH else HIGHEST
    return HIGHEST if item.pole is Pole.HIGH else 2


def conversing_expert(item: Item, _place: int) -> int:
    """Share what one knows, and answer those who answer."""
    return HIGHEST if item.pole is Pole.HIGH else 2


def busy_both_ways(item: Item, _place: int) -> int:
    """Take in much and give out much."""
    if item.dimension in {Dimension.PURPOSE, Dimension.ENGAGEMENT}:
        return HIGHEST
    return 4 if item.pole is Pole.HIGH else 2


def borrowed_voice(item: Item, place: int) -> Answer:
    """Publish a lot that is led by others' eyes."""
    return leaning(-2 if item.dimension is Dimension.AUTHENTICITY else 1)(item, place)


def mostly_silent(item: Item, _place: int) -> Answer:
    """Leave out too much for a role to be named."""
    return 2 if item.dimension is Dimension.PURPOSE else NoAnswer.NOT_APPLICABLE.value


PERSONAS: dict[str, Persona] = {
    "a listener": leaning(-2),
    "a broadcaster": broadcaster,
    "a conversing expert": conversing_expert,
    "all in the middle": always(MIDDLE_ANSWER),
    "the last answer everywhere": always(HIGHEST),
}
"""The personas whose results an editor sees under two versions side by side."""


def answers(items: tuple[Item, ...], persona: Persona) -> dict[str, Answer]:
    """Return item key to answer for everything that is asked."""
    return {item.key: persona(item, place) for place, item in enumerate(items)}


def sitting(items: tuple[Item, ...], persona: Persona) -> Sitting:
    """Return a sitting with the answers that have a value."""
    given = answers(items, persona)
    return Sitting(items, {key: value for key, value in given.items() if isinstance(value, int)})
