"""The advice that ships, and sittings to be advised on."""

from collections.abc import Mapping

from hypothesis import strategies as st

from assessment.advice.facts import Facts
from assessment.content.shipped import read_questionnaire
from assessment.scoring.evaluate import evaluate
from assessment.scoring.vocabulary import Item, MainPurpose, Occupation, Pole, Role, Sitting

DOCUMENT = read_questionnaire()
ITEMS = DOCUMENT.items
PIECES = DOCUMENT.advice
BY_KEY = {piece.key: piece for piece in PIECES}


def make_facts(
    levels: Mapping[str, int],
    purpose: MainPurpose | None = None,
    occupation: Occupation | None = None,
    retake: Role | None = None,
) -> Facts:
    """Return a full form.

    levels: 1 (towards the low end) to 5 (towards the high end) by item key or by the first letter of a dimension;
        3 where neither says.
    """
    values = {item.key: turned(item, levels.get(item.key, levels.get(item.key[0], 3))) for item in ITEMS}
    return make_sitting_facts(values, purpose, occupation, retake)


def turned(item: Item, level: int) -> int:
    return level if item.pole is Pole.HIGH else 6 - level


def make_sitting_facts(
    values: dict[str, int], purpose: MainPurpose | None, occupation: Occupation | None, retake: Role | None
) -> Facts:
    sitting = Sitting(ITEMS, values, purpose)
    return Facts(evaluate(sitting), sitting, occupation, retake)


ANY_FACTS = st.builds(
    make_sitting_facts,
    st.dictionaries(st.sampled_from([item.key for item in ITEMS]), st.integers(1, 5))
    | st.fixed_dictionaries({item.key: st.integers(1, 5) for item in ITEMS}),
    st.sampled_from([None, *MainPurpose]),
    st.sampled_from([None, *Occupation]),
    st.sampled_from([None, *Role]),
)
