"""The parts of a draft on their own pages: rules, conditions and labels are picked, and nothing is dropped unseen."""

import pytest
from django.urls import reverse
from editing import OWN_FIELDS, adding_advice_to, admin_url, change_of, form_data, page_of, save
from making import make_draft, statements
from posting import form_with

from assessment.admin.conditions import ConditionForm
from assessment.advice.pieces import Alternative
from assessment.content.changes import statements as statements_of
from assessment.models import AdvicePiece, Question, Section


def test_statements_and_advice_are_reordered_by_number(admin_client):
    draft = make_draft()
    save(admin_client, draft.sections.first(), **{"questions-0-order": "77"})
    assert draft.compiled().sections[0].questions[-1].key == "P1"
    save(admin_client, draft.advice.first(), order="777")
    assert draft.compiled().advice[-1].key == "V1"
    offered = admin_client.get(change_of(draft.advice.first())).context["adminform"].form.statements
    assert [key for key, words in offered] == list(statements_of(draft.compiled()))


def test_rules_are_ticked_and_keep_their_order(admin_client):
    draft = make_draft()
    question = statements(draft).get(key="P5")
    save(admin_client, question, rules=["A1-R1", "A3-R4", "A5-R2"])
    question.refresh_from_db()
    assert question.rules == ["A5-R2", "A3-R4", "A1-R1"]
    page = admin_client.get(page_of(question, "change")).text
    assert page.count('name="rules"') > 80


ADVICE = {
    "no condition left": (
        {"when-0-pattern": [], "when-1-role": [], "when-1-purpose": []},
        "Choose at least one condition",
    ),
    "both ends at once": ({"when-0-low": ["E1"], "when-0-high": ["E1"]}, "E1 can’t be both answered and not answered"),
    "a gap and none at once": (
        {"when-0-mismatch": ["aims_ahead"], "when-0-no_gap": "on"},
        "asks both for a gap between aims and habits and for none",
    ),
    "no alternative left": ({"when-0-DELETE": "on", "when-1-DELETE": "on"}, "does not say when it is given"),
    "a fallback with conditions": ({"kind": "fallback", "fallback": ["influenced"]}, "a fallback has no conditions"),
    "a weight of nothing": ({"weight": "0"}, "must be a number above 0"),
    "a weight that a browser could not read": ({"weight": ""}, "Write a number above 0"),
    "a key that is none": ({"key": "V 1!"}, "A key is V and a number, such as V4 or V23-E1."),
    "a key of a statement": ({"key": "E1"}, "A key is V and a number"),
    "no rule": ({"rules": []}, "Tick at least one rule"),
    "a statement that is not there": ({"when-0-low": ["E99"]}, "not one of the available choices"),
    "too many alternatives": ({"when-TOTAL_FORMS": "31"}, "Look at the alternatives below"),
    "a count that is none": ({"when-TOTAL_FORMS": "x"}, "Look at the alternatives below"),
}


@pytest.mark.parametrize(("changes", "reason"), ADVICE.values(), ids=ADVICE)
def test_a_piece_that_makes_no_sense_is_not_saved_and_the_page_says_why(admin_client, changes, reason):
    piece = make_draft().advice.get(key="V1")
    before = AdvicePiece.objects.filter(pk=piece.pk).values().get()
    response = admin_client.post(change_of(piece), form_data(admin_client, piece) | changes)
    assert response.status_code == 200
    assert reason in response.text
    assert AdvicePiece.objects.filter(pk=piece.pk).values().get() == before


def test_a_condition_on_a_statement_that_is_gone_is_never_dropped_unseen(admin_client):
    draft = make_draft()
    piece = draft.advice.get(key="V13")
    before = piece.when
    statements(draft).filter(key="E7").delete()
    form = form_data(admin_client, piece)
    assert form["when-1-low"] == ["E7"]
    page = admin_client.post(change_of(piece), form | {"title": "Another title"}).text
    assert "no statement E7. Choose a statement of this set." in page
    assert "E7 (no longer in this set)" in page
    assert 'value="Another title"' in page
    piece.refresh_from_db()
    assert piece.when == before
    save(admin_client, piece, title="Another title", **{"when-1-low": []})
    piece.refresh_from_db()
    assert piece.when == [{"low": ["A4"]}, {"role": ["influenced"]}]


def test_a_rule_or_a_side_that_is_gone_is_never_dropped_unseen(admin_client):
    draft = make_draft()
    piece, question = draft.advice.get(key="V13"), statements(draft)[0]
    piece.when, question.rules = [{"sides": {"purpose": ["far high"]}}], ["A9-R9", *question.rules]
    piece.save()
    question.save()
    page = admin_client.post(change_of(piece), form_data(admin_client, piece)).text
    assert "is not a side" in page
    assert "far high (no longer in this set)" in page
    page = admin_client.post(change_of(question), form_data(admin_client, question)).text
    assert "A9-R9 is not one of the available choices" in page
    assert "(no longer a rule)" in page


def test_an_alternative_is_built_from_pickers(admin_client):
    piece = make_draft().advice.get(key="V1")
    new = {"when-2-low": ["E1", "C5"], "when-2-firmness": ["clear"], "when-2-sides_purpose": ["close high"]}
    save(admin_client, piece, **new, **{"when-2-no_gap": "on", "when-0-DELETE": "on"})
    piece.refresh_from_db()
    assert piece.when == [
        {"role": ["influenced"], "purpose": ["brand", "teach"]},
        {"low": ["E1", "C5"], "firmness": ["clear"], "sides": {"purpose": ["close high"]}, "no_gap": True},
    ]


def test_every_condition_that_a_piece_may_have_is_offered_and_so_never_dropped():
    offered = {"sides" if name.startswith("sides_") else name for name in ConditionForm(statements=[]).fields}
    assert offered == set(Alternative.__struct_fields__)


def test_the_page_of_a_statement_says_how_it_gets_to_another_section(admin_client):
    said = "To move a statement to another section, delete it and add it there."
    for address in (change_of(statements(make_draft())[0]), admin_url(Question, "add")):
        assert said in admin_client.get(address).text


def test_the_lists_say_how_to_choose_more_than_one_and_to_take_one_out(admin_client):
    page = admin_client.get(change_of(make_draft().advice.get(key="V6"))).text
    assert page.count("hold Control, or Command on a Mac,") == 1


def test_a_piece_is_added_to_a_draft(admin_client):
    draft = make_draft()
    form = form_with(admin_client.get(adding_advice_to(draft)), "why")
    words = {"key": "V40", "title": "Rest", "why": "You rest.", "next_action": "When it is late, then I rest."}
    more = {"dimension": "purpose", "order": "99", "rules": ["A1-R1"], "when-0-low": ["P7"]}
    assert admin_client.post(adding_advice_to(draft), form | words | more).url == change_of(draft)
    assert draft.advice.get(key="V40").when == [{"low": ["P7"]}]


def test_a_piece_is_added_only_from_the_page_of_a_draft(admin_client):
    draft = make_draft()
    address = admin_url(AdvicePiece, "add")
    for page in (reverse("admin:index"), admin_url(AdvicePiece, "changelist")):
        assert address not in admin_client.get(page).text
    assert admin_client.get(address).status_code == 403
    assert adding_advice_to(draft) in admin_client.get(change_of(draft)).text
    assert "_addanother" not in admin_client.get(adding_advice_to(draft)).text


@pytest.mark.parametrize("version", ["9" * 19, "9" * 5000, "\u0663", "-1", "x"])
def test_a_piece_for_a_version_that_cannot_be_is_offered_no_statements(admin_client, version):
    adding = admin_url(AdvicePiece, "add")
    assert 'value="P1"' in admin_client.get(adding, {"questionnaire": make_draft().pk}).text
    address = f"{adding}?questionnaire={version}"
    for page in (admin_client.get(address), admin_client.post(address, {"questionnaire": version})):
        assert page.status_code == 200
        assert 'value="P1"' not in page.text


BROKEN_LABELS = {
    "learn To find out": "lacks a colon",
    "learn: a\nlearn: b": "lacks a colon",
    "learn: \0": "Null characters are not allowed",
}


def test_labels_of_a_context_question_are_edited_as_lines(admin_client):
    draft = make_draft()
    lines = "learn: To find out\nin_touch: To stay near\nenjoy: Fun\nbrand: Fame\nteach: To teach\nnot_sure: Who knows"
    save(admin_client, draft, **{"context_questions-0-labels": lines})
    assert draft.compiled().context[0].labels["enjoy"] == "Fun"

    for broken, said in BROKEN_LABELS.items():
        changed = form_data(admin_client, draft) | {"context_questions-0-labels": broken}
        assert said in admin_client.post(change_of(draft), changed).text


def test_a_context_question_that_a_file_left_out_is_added_on_the_page_of_the_draft_as_the_problem_says(admin_client):
    draft = make_draft()
    draft.context_questions.filter(key="self_view").delete()
    assert "add what is missing on the page of the draft" in admin_client.get(change_of(draft)).text
    labels = "influenced: Influenced\nboth: Both\ninfluencing: Influencing\nnot_sure: I’m not sure"
    words = {"order": "9", "key": "self_view", "text": "Which describes you?", "labels": labels, "rules": ["A5-R15"]}
    place = draft.context_questions.count()
    new = {f"context_questions-{place}-{name}": value for name, value in words.items()}
    save(admin_client, draft, **new, **{"context_questions-TOTAL_FORMS": str(place + 1)})
    assert draft.compiled().context[place].labels["both"] == "Both"
    draft.publish()


@pytest.mark.parametrize("part", [Section, Question, AdvicePiece])
def test_a_name_that_another_part_has_is_refused_and_nothing_typed_is_lost(admin_client, part):
    draft = make_draft()
    rows = {Section: draft.sections, Question: draft.sections.first().questions, AdvicePiece: draft.advice}
    one, other = rows[part].all()[:2]
    name = "dimension" if part is Section else "key"
    typed = {name: getattr(other, name), OWN_FIELDS[part]: "Words that took an hour"}
    page = admin_client.post(change_of(one), form_data(admin_client, one) | typed).text
    assert f"{typed[name]} is already in use. Choose another." in page
    assert "Words that took an hour" in page
