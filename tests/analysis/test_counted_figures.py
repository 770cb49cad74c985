"""What is only counted: roles, expectations, flags, times, where people stopped, advice, retests."""

import math
from collections import Counter
from statistics import correlation, fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sheets import make_sheet, make_sheets
from sittings import make_items

from assessment.analysis.counts import LONGEST, quantile
from assessment.analysis.report import AT_ONCE, FEWEST, Expected, Figure, RoleCount, held_back
from assessment.analysis.retest import pair, retest
from assessment.analysis.sheets import NOT_APPLICABLE, SKIPPED, encoded
from assessment.analysis.tally import Tally

ITEMS = make_items()
ROW = [3] * len(ITEMS)


def tallied(*groups):
    """A tally of groups of so many equal sittings."""
    tally = Tally(ITEMS)
    for count, told in groups:
        tally.add(make_sheets([ROW] * count, **told))
    return tally


def analysed(*groups):
    return tallied(*groups).analysis((), ())


def test_answers_become_a_row_of_codes():
    assert encoded([1, 5, "skipped", "not_applicable"]) == bytes([1, 5, SKIPPED, NOT_APPLICABLE])


@pytest.mark.parametrize("odd", [0, 6, "5", ""])
def test_what_is_no_answer_is_refused(odd):
    with pytest.raises(KeyError):
        encoded([odd])


def test_roles_are_counted_by_how_sure_they_are():
    none = {"role": "", "firmness": ""}
    leaning = {"role": "influenced", "firmness": "leaning"}
    assert analysed((40, {}), (20, leaning), (5, none)).told == (
        *(RoleCount("", "", 5), RoleCount("influenced", "leaning", 20), RoleCount("influencing", "clear", 40)),
    )


def test_agreement_rests_on_those_who_expected_one_of_the_two_and_got_a_role():
    found = analysed(
        (30, {"self_view": "influencing"}),
        (10, {"self_view": "influenced"}),
        (25, {"self_view": "both"}),
        (9, {"self_view": "influenced", "role": "", "firmness": ""}),
    )
    assert found.agreement == Figure(40, 0.75)
    assert Expected("both", "influencing", 25) in found.expected


def test_agreement_of_too_few_is_not_told():
    assert analysed((29, {"self_view": "influencing"}), (60, {})).agreement == Figure(29, None)


@pytest.mark.parametrize(("people", "told"), [(29, False), (30, True)])
def test_nothing_is_counted_out_loud_for_fewer_than_thirty(people, told):
    tally = tallied((people, {"called": ("V1",), "shown": ("V1",)}))
    tally.left.update({"purpose": 0})
    found = tally.analysis(("purpose",), ("V1",))
    assert found.sittings == found.times.half.n == people
    counted = (found.told, found.expected, found.stops, found.advice, found.times.half.value is not None)
    assert set(map(bool, counted)) == {told}


def test_flagged_and_later_sittings_are_counted_apart():
    tally = tallied((40, {}))
    tally.later = 3
    for flags in (["same_answer"], ["same_answer", "contradiction"]):
        tally.add_flagged(flags)
    found = tally.analysis((), ())
    assert (found.sittings, found.first, found.later) == (40, 42, 3)
    assert found.flags == {"same_answer": 2, "contradiction": 1}


def test_flags_of_too_few_are_not_told():
    tally = tallied((28, {}))
    tally.add_flagged(["same_answer"])
    assert tally.analysis((), ()).flags == {}
    tally.add_flagged(["same_answer"])
    assert tally.analysis((), ()).flags == {"same_answer": 2}


@given(st.lists(st.integers(0, 5000), min_size=30, max_size=80))
def test_a_quarter_half_and_three_quarters_took_no_longer(seconds):
    tally = Tally(ITEMS)
    tally.add([make_sheet(ROW, seconds=value) for value in seconds])
    times, ordered = tally.analysis((), ()).times, sorted(seconds)
    for figure, part in ((times.quarter, 0.25), (times.half, 0.5), (times.three_quarters, 0.75)):
        assert figure == Figure(len(seconds), ordered[math.ceil(part * len(seconds)) - 1])


def test_odd_clocks_and_long_breaks_do_not_stretch_the_times():
    assert analysed((40, {"seconds": -5})).times.half.value == 0
    assert analysed((40, {"seconds": 10**9})).times.half.value == LONGEST
    assert quantile({}, 0.5) is None


def test_where_people_stopped_is_a_share_of_all_who_began():
    tally = tallied((50, {}))
    tally.later = 9
    tally.add_flagged(["same_answer"])
    tally.left = Counter(engagement=30, review=10)
    found = tally.analysis(("purpose", "engagement", "review"), ()).stops
    assert [(stop.page, stop.count, stop.share) for stop in found] == [
        ("purpose", 0, Figure(100, 0)),
        ("engagement", 30, Figure(100, 0.3)),
        ("review", 10, Figure(100, 0.1)),
    ]


def test_advice_is_followed_from_firing_to_keeping():
    tally = tallied((30, {"called": ("V1", "V2"), "shown": ("V1",)}), (10, {"called": ("V2",), "shown": ("V2",)}))
    tally.taken_up.update({("V1", True): 3, ("V1", False): 2, ("V1", None): 5})
    first, second, third = tally.analysis((), ("V1", "V2", "V3")).advice
    assert (first.fired, first.share, first.shown) == (30, Figure(40, 0.75), 30)
    assert (first.taken_up, first.kept, first.not_kept) == (10, 3, 2)
    assert (second.fired, second.shown, second.taken_up) == (40, 10, 0)
    assert (third.fired, third.share) == (0, Figure(40, 0))


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        ([0], None),
        ([], None),
        ([0, 6.9], None),
        ([0, 7], (0, 1)),
        ([0, 60], (0, 1)),
        ([0, 61], None),
        ([0, 3, 20, 40], (0, 2)),
        ([0, 90, 100], None),
    ],
)
def test_a_retest_is_the_first_sitting_and_the_next_one_a_week_to_two_months_later(days, expected):
    assert pair([(20_000 + day, float(score)) for score, day in enumerate(days)]) == expected


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=30, max_size=60))
def test_retest_figures_agree_with_plain_formulas(pairs):
    found = retest(pairs)
    differences = [later - earlier for earlier, later in pairs]
    assert found.difference.value == pytest.approx(fmean(differences))
    assert found.error.value == pytest.approx(stdev(differences) / 2**0.5)
    assert {figure.n for figure in (found.r, found.difference, found.error)} == {len(pairs)}
    if found.r.value is not None:
        assert found.r.value == pytest.approx(correlation(*zip(*pairs, strict=True)), abs=1e-6)


@pytest.mark.parametrize("pairs", [[], [(50.0, 50.0)], [(50.0, 60.0)] * 29])
def test_too_few_retests_tell_nothing(pairs):
    assert retest(pairs).r == retest(pairs).difference == Figure(len(pairs), None)


def test_scores_that_never_differ_have_no_correlation():
    assert retest([(50.0, 60.0)] * 30).r == Figure(30, None)
    assert retest([(50.0, 60.0)] * 30).difference == Figure(30, 10)


@given(st.integers(0, 10 * FEWEST))
def test_of_enough_people_so_many_wait_that_the_others_come_at_once(count):
    told = count - held_back(count)
    assert count - AT_ONCE < told <= count
    assert told % AT_ONCE == 0 if count >= FEWEST else told == count
