"""Publishing freezes a version for good, and there is one at a time."""

import pytest
from django.db import IntegrityError, transaction
from making import current, make_draft, make_version, statements

from assessment.content.document import fingerprint, from_json
from assessment.models import NotPublishable, Question, Questionnaire, Status


def test_publishing_freezes_the_draft_and_retires_the_former_version():
    former, draft = current(), make_draft()
    draft.publish()
    former.refresh_from_db()
    draft.refresh_from_db()
    assert (former.status, draft.status) == (Status.RETIRED, Status.PUBLISHED)
    assert draft.fingerprint == fingerprint(from_json(draft.document))
    assert draft.published_at


def test_when_publishing_fails_half_way_the_former_version_stays_published():
    former, draft = current(), make_draft()
    draft.number = former.number  # taken: the database refuses the last step
    with pytest.raises(IntegrityError):
        draft.publish()
    assert current() == former
    assert Questionnaire.objects.get(pk=draft.pk).is_draft


def test_the_database_refuses_a_second_published_version():
    draft = make_draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        Questionnaire.objects.filter(pk=draft.pk).update(status=Status.PUBLISHED, fingerprint="x")


def test_the_database_refuses_a_published_version_without_a_document():
    current().delete()
    draft = Questionnaire.objects.create(number=7, title="Empty")
    with pytest.raises(IntegrityError), transaction.atomic():
        Questionnaire.objects.filter(pk=draft.pk).update(status=Status.PUBLISHED)


FAULTS = {
    "a pole without statements": (
        lambda draft: draft.sections.first().questions.filter(pole="high").delete(),
        "purpose: has 0 high and 4 low",
    ),
    "statement rules that are no list": (
        lambda draft: Question.objects.filter(pk=statements(draft)[0].pk).update(rules=5),
        "P1: ",
    ),
    "labels that are no table": (lambda draft: draft.context_questions.update(labels=[1]), "main_purpose: "),
    "an unknown condition": (lambda draft: draft.advice.filter(key="V1").update(when=[{"lo": ["E1"]}]), "V1: "),
}


@pytest.mark.parametrize(("spoil", "named"), FAULTS.values(), ids=FAULTS)
def test_a_draft_with_a_fault_is_refused_by_name_and_nothing_changes(spoil, named):
    former, draft = current(), make_draft()
    spoil(draft)
    with pytest.raises(NotPublishable) as refusal:
        draft.publish()
    assert any(str(problem).startswith(named) for problem in refusal.value.problems)
    assert named in str(refusal.value)
    assert current() == former
    assert draft.is_draft
    assert not Questionnaire.objects.get(pk=draft.pk).document


def test_every_fault_is_named_at_once():
    draft = make_draft()
    draft.sections.all().delete()
    with pytest.raises(NotPublishable) as refusal:
        draft.publish()
    assert {"purpose", "engagement", "authenticity", "conversation"} <= {one.where for one in refusal.value.problems}


def test_only_a_draft_is_published_or_filled():
    former, version = current(), make_version(P1="Something else altogether")
    former.refresh_from_db()
    for frozen in (former, version):
        before = (frozen.document, frozen.fingerprint, frozen.published_at)
        for act in (frozen.publish, lambda frozen=frozen: frozen.fill(former.content)):
            with pytest.raises(NotPublishable, match="is no longer a draft"):
                act()
        frozen.refresh_from_db()
        assert (frozen.document, frozen.fingerprint, frozen.published_at) == before
    assert current() == version
    assert Question.objects.count() == 64


def test_a_draft_published_elsewhere_is_not_published_again_by_who_still_holds_it_as_a_draft():
    draft = make_draft()
    held = Questionnaire.objects.get(pk=draft.pk)
    draft.publish()
    with pytest.raises(NotPublishable):
        held.publish()


def test_new_keys_are_given_in_the_same_breath_or_not_at_all():
    draft = make_draft()
    draft.sections.first().questions.filter(key="P4").delete()
    with pytest.raises(NotPublishable):
        draft.publish(new_keys={"C5": "C9"})
    assert "C5" in {question.key for question in statements(draft)}


def test_new_keys_are_given_to_the_draft_that_is_published_and_to_no_other():
    draft, other = make_draft(), make_draft()
    draft.publish(new_keys={"C5": "C9"})
    assert "C9" in {question.key for question in statements(draft)}
    assert "C5" in {question.key for question in statements(other)}
