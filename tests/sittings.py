"""Sittings to test with: the real form's items, answers in every shape, and strategies that make them up."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from hypothesis import strategies as st

from assessment.scoring.vocabulary import HIGHEST, LOWEST, STEP_POINTS, Dimension, Item, MainPurpose, Pole, Sitting

PAGES = {
    Dimension.PURPOSE: "P1 P5 P2 P6 P3 P7 P4 P8",
    Dimension.ENGAGEMENT: "E1 E5 E2 E6 E3 E7 E4 E8",
    Dimension.AUTHENTICITY: "A1 A5 A2 A6 A3 A7 A4 A8",
    Dimension.CONVERSATION: "C1 C6 C2 C7 C3 C8 C4 C5",
}
HIGH_NUMBERS = "1234"
OPPOSITES = {"A3": "A8", "A8": "A3", "C1": "C5", "C5": "C1"}
POLES = {Pole.HIGH: Pole.LOW, Pole.LOW: Pole.HIGH}


def make_item(key: str, dimension: Dimension) -> Item:
    pole = Pole.HIGH if key[1:] in HIGH_NUMBERS else Pole.LOW
    return Item(key, dimension, pole, OPPOSITES.get(key))


def make_items(dimensions: Iterable[Dimension] = Dimension) -> tuple[Item, ...]:
    """The real form in page order, or some of its pages."""
    return tuple(make_item(key, dimension) for dimension in dimensions for key in PAGES[dimension].split())


def make_sitting(
    values: Mapping[str, int] | None = None, *, rest: int | None = None, main_purpose: MainPurpose | None = None
) -> Sitting:
    """The real form with these answers; every other item gets `rest`, or stays unanswered."""
    items = make_items()
    others = {} if rest is None else dict.fromkeys((item.key for item in items), rest)
    return Sitting(items, {**others, **(values or {})}, main_purpose)


def make_keyed_sitting(main_purpose: MainPurpose | None = None, **keyed: int) -> Sitting:
    """The real form with all items of a dimension at one keyed value (0, 25 .. 100); dimensions not named stay empty.

    Example: make_keyed_sitting(purpose=75, engagement=100).
    """
    items = make_items()
    values = {item.key: value_for(item, keyed[item.dimension.value]) for item in items if item.dimension.value in keyed}
    return Sitting(items, values, main_purpose)


def value_for(item: Item, keyed: int) -> int:
    """The answer that counts as so many points on this item."""
    steps = keyed // STEP_POINTS
    return LOWEST + steps if item.pole is Pole.HIGH else HIGHEST - steps


def make_mirrored(sitting: Sitting) -> Sitting:
    """The same answers on items with swapped poles."""
    return replace(sitting, items=tuple(replace(item, pole=POLES[item.pole]) for item in sitting.items))


def make_changed(sitting: Sitting, values: Mapping[str, int]) -> Sitting:
    return replace(sitting, values={**sitting.values, **values})


def make_without(sitting: Sitting, keys: Iterable[str]) -> Sitting:
    """The same sitting with some items left unanswered."""
    gone = set(keys)
    return replace(sitting, values={key: value for key, value in sitting.values.items() if key not in gone})


def values_of(items: Iterable[Item], *, gaps: bool = True) -> st.SearchStrategy[dict[str, int]]:
    """Any answers to these items; with gaps, some are left out."""
    answer = st.integers(LOWEST, HIGHEST)
    keys = {item.key: answer for item in items}
    return st.fixed_dictionaries({}, optional=keys) if gaps else st.fixed_dictionaries(keys)


def sittings(*, gaps: bool = True) -> st.SearchStrategy[Sitting]:
    """Any answers to the real form."""
    items = make_items()
    purposes = st.none() | st.sampled_from(MainPurpose)
    return st.builds(Sitting, st.just(items), values_of(items, gaps=gaps), purposes)


@st.composite
def sittings_with_a_role(draw: st.DrawFn) -> Sitting:
    """Any answers to the real form that suffice to name a role; each dimension is full, has gaps, or is empty."""
    items = make_items()
    values: dict[str, int] = {}
    empty = draw(st.sampled_from([(), ("P",), ("C",), ("A",), ("P", "A"), ("C", "A")]))
    for item in items:
        if not item.key.startswith(empty or "-"):
            values[item.key] = draw(st.integers(LOWEST, HIGHEST))
    droppable = [key for key in values if key[1:] in "1256"]
    gone = draw(st.sets(st.sampled_from(droppable), max_size=6))
    return make_without(Sitting(items, values), gone)
