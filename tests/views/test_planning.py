"""The plan after a result: advice to try, and what became of it."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.formats import date_format
from making import INFLUENCER, LISTENER, THREES, TOO_FEW, make_answers, make_draft, make_user, make_version
from meanwhile import meanwhile
from owning import result_at, store_result
from reading import read

from assessment.models import Attempt, Commitment, Result
from assessment.scoring.vocabulary import Dimension

pytestmark = pytest.mark.usefixtures("published")


def advised(address):
    """Return the keys of all that a result advises."""
    advice = result_at(address).read().advice
    return [choice.key for choice in (*advice.shown, *advice.more)]


def shown_and_folded(address):
    advice = result_at(address).read().advice
    return [advice.shown[0].key, advice.more[0].key]


def try_(client, address, **pressed):
    return client.post(f"{address}try/", pressed)


def planned_keys():
    return list(Commitment.objects.values_list("advice", flat=True))


def page_at(client, address):
    return read(client.get(address))


def tried_on(client, address):
    return page_at(client, address).partition('id="tried"')[2].partition("</section>")[0]


@pytest.fixture
def retaken(client):
    """Take it, commit to a first piece of advice, take it again; return both addresses and the commitment."""

    def retaken(before, after):
        first = store_result(client, before)
        try_(client, first, advice=advised(first)[0])
        return first, store_result(client, after), Commitment.objects.get()

    return retaken


def test_the_fold_is_open_while_something_in_it_is_planned(client):
    address = store_result(client, LISTENER)
    shown, folded = shown_and_folded(address)
    fold = '<details class="band-s"{}><summary>More that fits your answers'
    try_(client, address, advice=shown)
    assert fold.format("") in page_at(client, address)
    try_(client, address, advice=folded)
    assert fold.format(" open") in page_at(client, address)


@pytest.mark.parametrize("place", [0, 1])
def test_advice_shown_or_folded_can_be_tried_and_dropped_again(client, place):
    address = store_result(client, LISTENER)
    key = shown_and_folded(address)[place]
    response = try_(client, address, advice=key)
    assert response.url == f"{address}#advice-{key}"
    assert planned_keys() == [key]
    assert page_at(client, address).count("You’ll try this.") == 1
    try_(client, address, drop=key)
    assert planned_keys() == []
    page = page_at(client, address)
    assert "You’ll try this." not in page
    assert page.count('I’ll try this<span class="sr">: ') == page.count('name="advice"')  # each says which


def test_pressing_twice_keeps_one_and_dropping_twice_harms_nothing(client):
    address = store_result(client, THREES)
    key = advised(address)[0]
    for _ in range(2):
        try_(client, address, advice=key)
    assert planned_keys() == [key]
    for _ in range(2):
        assert try_(client, address, drop=key).status_code == 302


def test_a_fourth_is_refused_with_a_friendly_word_until_one_is_dropped(client):
    address = store_result(client, LISTENER)
    first, second, third, fourth = advised(address)[:4]
    for key in (first, second, third):
        try_(client, address, advice=key)
    assert try_(client, address, advice=third).url == f"{address}#advice-{third}"
    refused = try_(client, address, advice=fourth)
    assert refused.url == f"{address}#plan"
    plan = page_at(client, refused.url).partition('id="plan"')[2].partition("</section>")[0]
    assert "Three at a time is enough. To try another, undo one of these first." in plan
    assert plan.count('form="commit" name="drop"') == 3
    assert planned_keys() == [first, second, third]
    try_(client, address, drop=first)
    assert "Three at a time" not in page_at(client, address)
    try_(client, address, advice=fourth)
    assert planned_keys() == [second, third, fourth]


def test_what_others_try_leaves_no_less_room_and_stays_when_the_same_is_dropped(client):
    other = Client()
    theirs, mine = store_result(other, LISTENER), store_result(client, LISTENER)
    first, second, third, fourth = advised(theirs)[:4]
    for key in (first, second, third):
        try_(other, theirs, advice=key)
    for key in (fourth, third):
        assert try_(client, mine, advice=key).url == f"{mine}#advice-{key}"
        try_(client, mine, drop=key)
    assert planned_keys() == [first, second, third]


@pytest.mark.parametrize("pressed", [{}, {"advice": "V99"}, {"advice": ""}, {"drop": "\0"}, {"advice": "x" * 999}])
def test_what_the_result_does_not_advise_is_refused(client, pressed):
    address = store_result(client, THREES)
    assert try_(client, address, **pressed).status_code == 400
    assert planned_keys() == []


def test_advice_of_another_result_is_refused(client):
    listener, influencer = store_result(client, LISTENER), store_result(client, INFLUENCER)
    (key, *_) = set(advised(listener)) - set(advised(influencer))
    assert try_(client, influencer, advice=key).status_code == 400


def test_the_plan_lists_what_to_do_this_week(client):
    address = store_result(client, THREES)
    assert "Nothing chosen yet." in page_at(client, address)
    assert "Nothing chosen yet." not in page_at(
        client, store_result(client, {})
    )  # without advice there is nothing to choose
    try_(client, address, advice=advised(address)[0])
    plan = page_at(client, address).partition('id="plan"')[2].partition("</section>")[0]
    assert Commitment.objects.get().piece.next_action.partition("’")[0] in plan
    assert "Nothing chosen yet." not in plan


def test_a_result_with_too_few_answers_can_be_planned_with_where_it_has_advice(client):
    for answers in ({}, TOO_FEW):
        page = page_at(client, store_result(client, answers))
        assert ("Look again on" in page) == ("Worth trying" in page)


@pytest.mark.parametrize(
    ("before", "after", "numbers", "end"),
    [(LISTENER, INFLUENCER, "0 then, 100 now.", "high_end"), (INFLUENCER, LISTENER, "100 then, 0 now.", "low_end")],
)
def test_the_next_result_shows_what_was_tried_beside_a_clear_move(client, retaken, before, after, numbers, end):
    _, second, commitment = retaken(before, after)
    section = commitment.result.document.section(commitment.piece.dimension)
    tried = tried_on(client, second)
    assert f"{section.name}: {numbers}" in tried
    assert f"It has moved towards “{getattr(section, end)}”.".replace("'", "&#x27;") in tried
    assert "wobble" not in tried


def test_the_next_result_has_a_plan_of_its_own_and_names_the_day_of_the_one_before(client, retaken):
    first, second, _ = retaken(THREES, INFLUENCER)
    Result.objects.filter(pk=result_at(first).pk).update(finished_at=timezone.now() - timedelta(weeks=7))
    page = page_at(client, second)
    assert "Nothing chosen yet." in page.partition('id="plan"')[2].partition("</section>")[0]
    assert f"Chosen with your result of {date_format(result_at(first).finished_at, 'j F Y')}." in page


@pytest.mark.parametrize(
    ("nudged", "said"), [(4, "That is within the usual wobble."), (3, "50 both times.")], ids=["a little", "nothing"]
)
def test_a_small_difference_is_called_wobble_and_none_is_called_nothing(client, retaken, nudged, said):
    _, second, _ = retaken(THREES, THREES | dict.fromkeys(["P1", "E1", "A1", "C1"], nudged))
    tried = tried_on(client, second)
    assert said in tried
    assert ("wobble" in tried) == ("wobble" in said)
    assert "moved towards" not in tried


@pytest.mark.parametrize("before", [THREES, {"A3": 5}], ids=["in one of the two", "in both"])
def test_too_few_answers_to_compare_is_said(client, retaken, before):
    _, second, _ = retaken(before, {})
    assert "too few answers to the questions that both share." in tried_on(client, second)


def test_a_plan_outlives_a_new_version_of_the_questionnaire(client):
    first = store_result(client, LISTENER)
    try_(client, first, advice=advised(first)[0])
    make_version(P1="I give people I may never meet something to aim for.")
    second = store_result(client, make_answers(100))
    assert "0 then, 100 now." in page_at(client, second)


def test_what_was_tried_is_told_in_the_words_of_the_later_version(client):
    first = store_result(client, LISTENER)
    try_(client, first, advice=advised(first)[0])
    tried = Commitment.objects.get().piece.dimension
    draft = make_draft()
    draft.sections.filter(dimension=tried).update(name="A newer name")
    draft.publish()
    assert "A newer name: 0 both times." in tried_on(client, store_result(client, LISTENER))


def test_only_the_very_next_result_shows_it(client, retaken):
    first, second, _ = retaken(THREES, THREES)
    third = store_result(client, THREES)
    assert ['id="tried"' in page_at(client, address) for address in (first, second, third)] == [False, True, False]


def test_another_person_at_that_computer_sees_nothing_of_it(client, retaken):
    retaken(THREES, THREES)
    client.force_login(make_user())
    assert 'id="tried"' not in page_at(client, store_result(client, THREES))


@pytest.mark.parametrize(("answer", "kept"), [("yes", True), ("no", False)])
def test_what_was_kept_is_asked_and_remembered_and_can_be_changed(client, retaken, answer, kept):
    _, second, commitment = retaken(THREES, THREES)
    assert "Did you keep to it?" in page_at(client, second)
    for said in ({"yes": "no", "no": "yes"}[answer], answer):
        response = client.post(f"{second}kept/", {"commitment": commitment.pk, "answer": said})
        assert response.url == f"{second}#tried"
    commitment.refresh_from_db()
    assert commitment.kept is kept
    assert "Did you keep to it?" not in page_at(client, second)


def test_what_was_kept_of_one_piece_says_nothing_of_another(client):
    first = store_result(client, LISTENER)
    for key in advised(first)[:2]:
        try_(client, first, advice=key)
    sent = {"commitment": Commitment.objects.last().pk, "answer": "yes"}
    client.post(f"{store_result(client, LISTENER)}kept/", sent)
    assert list(Commitment.objects.values_list("kept", flat=True)) == [None, True]


@pytest.mark.parametrize("commitment", ["", "x", "0", "-1", "9" * 30, "\0", None])
@pytest.mark.parametrize("answer", ["yes", "maybe", ""])
def test_an_answer_about_nothing_is_refused(client, retaken, commitment, answer):
    _, second, made = retaken(THREES, THREES)
    sent = {"answer": answer} if commitment is None else {"commitment": commitment, "answer": answer}
    assert client.post(f"{second}kept/", sent).status_code == 400
    made.refresh_from_db()
    assert made.kept is None


def test_a_commitment_is_asked_about_with_the_next_result_only(client, retaken):
    first, _, commitment = retaken(THREES, THREES)
    third = store_result(client, THREES)
    for address in (first, third):
        sent = {"commitment": commitment.pk, "answer": "yes"}
        assert client.post(f"{address}kept/", sent).status_code == 404
    commitment.refresh_from_db()
    assert commitment.kept is None


def test_with_a_result_of_their_own_a_stranger_still_reaches_no_foreign_commitment(client, retaken):
    _, _, commitment = retaken(THREES, THREES)
    other = Client()
    own = store_result(other, THREES)
    assert other.post(f"{own}kept/", {"commitment": commitment.pk, "answer": "yes"}).status_code == 404


def test_a_result_that_is_deleted_while_it_is_planned_with_is_not_there(client):
    address = store_result(client, THREES)
    key = advised(address)[0]
    with meanwhile(lambda: Attempt.objects.all().delete(), before="SAVEPOINT"):
        assert try_(client, address, advice=key).status_code == 404
    assert not Commitment.objects.exists()


@pytest.mark.parametrize("user", ["", "ada"])
def test_a_plan_costs_two_queries_more_and_none_without_one(client, retaken, django_assert_num_queries, user):
    if user:
        client.force_login(make_user(user))
    base = 3 if user else 1
    bare = store_result(client, THREES)
    client.get(bare)
    with django_assert_num_queries(base):
        client.get(bare)
    _, second, _ = retaken(THREES, THREES)
    client.get(second)
    with django_assert_num_queries(base + 2):
        client.get(second)
    other = Client()
    theirs = store_result(other, THREES)
    other.get(theirs)
    with django_assert_num_queries(1):
        other.get(theirs)


def test_what_was_tried_is_asked_for_with_the_next_result_of_the_same_label(client):
    labels = ("<b>work", "hobby", "<b>work", "")
    first, hobby, work, unlabelled = (store_result(client, THREES) for _ in labels)
    for address, label in zip((first, hobby, work, unlabelled), labels, strict=True):
        Attempt.objects.filter(pk=result_at(address).pk).update(label=label)
    try_(client, first, advice=advised(first)[0])
    asked = {address: 'id="tried"' in page_at(client, address) for address in (hobby, work, unlabelled)}
    assert asked == {hobby: False, work: True, unlabelled: False}
    assert "Label: <bdi>&lt;b&gt;work</bdi>." in page_at(client, work)
    assert "<b>work" not in page_at(client, work)


def test_what_was_said_of_a_plan_stays_where_the_result_gets_a_label_later(client, retaken):
    _, second, made = retaken(THREES, THREES)
    client.post(f"{second}kept/", {"commitment": made.pk, "answer": "yes"})
    client.post(f"{second}label/", {"label": "work"})
    assert "You kept to it." in page_at(client, second)


def test_the_part_of_the_person_s_life_that_moved_is_that_of_the_advice(client, retaken):
    quiet = THREES | make_answers(100, [Dimension.CONVERSATION])
    _, second, commitment = retaken(THREES, quiet)
    moved = commitment.piece.dimension is Dimension.CONVERSATION
    assert ("50 then, 100 now." if moved else "50 both times.") in page_at(client, second)
