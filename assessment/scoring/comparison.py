"""Two sittings side by side, on the questions that both asked."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from fractions import Fraction
from math import hypot

from assessment.scoring.currents import two_currents
from assessment.scoring.evaluate import Measurement, measure
from assessment.scoring.finding import Currents, Standing
from assessment.scoring.firmness import ONE_SIDED_95
from assessment.scoring.role import role_score
from assessment.scoring.vocabulary import Dimension, Estimate, Item, Role, Sitting


@dataclass(frozen=True, slots=True)
class Change:
    """One score before and after.

    difference: after minus before, exact.
    changed: whether the difference is more than the two errors explain.
    """

    before: Standing
    after: Standing
    difference: Fraction
    changed: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two sittings show on the items they share.

    role, dimensions: None where not comparable, because one of the sittings has too few shared answers.
    uneven: whether a part is left out of both roles and both currents because only one sitting reports it.
    towards: the role that the later sitting has clearly moved towards, None without a clear move.
    currents: the earlier sitting's and the later one's, over the parts that both report, None where not known; they
        have no error, so nothing says whether they changed.
    shared: keys of items asked in both with the same dimension and pole, in the later sitting's page order.
    unshared: the other keys, those of the earlier sitting first.
    """

    role: Change | None
    dimensions: dict[Dimension, Change | None]
    uneven: bool
    towards: Role | None
    currents: tuple[Currents | None, Currents | None]
    shared: tuple[str, ...]
    unshared: tuple[str, ...]


def compare(before: Sitting, after: Sitting) -> Comparison:
    """Return what has changed between two sittings, both measured anew on the items they share.

    raises ScoringError: as `evaluate.measure`.
    source: docs/method.md, step 10.
    """
    meanings = {_meaning(item) for item in before.items}
    shared = tuple(item.key for item in after.items if _meaning(item) in meanings)
    asked = dict.fromkeys(item.key for item in (*before.items, *after.items))
    earlier, later = _only(shared, before), _only(shared, after)
    then, now = measure(earlier), measure(later)
    both = then.dimensions.keys() & now.dimensions.keys()
    before_role, after_role = (role_score({part: one.dimensions[part] for part in both}) for one in (then, now))
    role = _change(then, before_role, now, after_role)
    return Comparison(
        role=role,
        dimensions={
            part: _change(then, then.dimensions.get(part), now, now.dimensions.get(part)) for part in Dimension
        },
        uneven=bool(both) and then.dimensions.keys() != now.dimensions.keys(),
        towards=_towards(role),
        currents=(two_currents(earlier, both), two_currents(later, both)),
        shared=shared,
        unshared=tuple(key for key in asked if key not in shared),
    )


def _meaning(item: Item) -> tuple[object, ...]:
    return item.key, item.dimension, item.pole


def _only(keys: Collection[str], sitting: Sitting) -> Sitting:
    items = tuple(item for item in sitting.items if item.key in keys)
    return replace(sitting, items=items, values={key: value for key, value in sitting.values.items() if key in keys})


def _change(then: Measurement, before: Estimate | None, now: Measurement, after: Estimate | None) -> Change | None:
    if before is None or after is None:
        return None
    difference = after.score - before.score
    changed = abs(difference) >= ONE_SIDED_95 * hypot(before.error, after.error)
    return Change(then.standing(before), now.standing(after), difference, changed)


def _towards(role: Change | None) -> Role | None:
    if role is None or not role.changed:
        return None
    return Role.INFLUENCING if role.difference > 0 else Role.INFLUENCED
