"""In whatever order editors and visitors act: one published version, no result changes, no attempt is lost."""

import pytest
from django.core.management import call_command
from django.test import Client
from editing import draft_by_button, page_of, publish, save
from hypothesis import strategies as st
from hypothesis.stateful import initialize, invariant, precondition, rule
from making import current, make_user
from state_machines import RolledBackStateMachine, run_machine

from assessment.models import Attempt, Questionnaire, Result, Status, Visitor
from assessment.models.questionnaire import published_document

WORDS = st.sampled_from(["To be heard", "To learn and to teach", "To get more likes", "To keep up"])
ANSWERS = st.integers(1, 5)


class DeskMachine(RolledBackStateMachine):
    """Editors at the desk and visitors at their questions."""

    def __init__(self):
        super().__init__()
        published_document.cache_clear()
        call_command("load_questionnaire", verbosity=0)
        self.client = Client()
        self.client.force_login(make_user("eddie", is_staff=True, is_superuser=True))
        self.attempts, self.results = set(), {}

    @initialize(data=st.data(), value=ANSWERS)
    def begin(self, data, value):
        """Have what can be spoilt: a result, and a draft that says something else than its version."""
        self.take()
        self.finish(data, value)
        draft = draft_by_button(self.client, current())
        save(self.client, draft.sections.first(), **{"questions-0-text": "To be there from the start"})

    def teardown(self):
        super().teardown()
        published_document.cache_clear()

    def drafts(self):
        return list(Questionnaire.objects.filter(status=Status.DRAFT))

    @rule(data=st.data())
    def draft(self, data):
        version = data.draw(st.sampled_from(list(Questionnaire.objects.all())))
        draft = draft_by_button(self.client, version)
        assert draft.compiled() == version.as_document

    @precondition(lambda self: self.drafts())
    @rule(data=st.data(), words=WORDS, place=st.integers(0, 7), order=st.integers(0, 9))
    def edit(self, data, words, place, order):
        draft = data.draw(st.sampled_from(self.drafts()))
        section = data.draw(st.sampled_from(list(draft.sections.all())))
        place = min(place, section.questions.count() - 1)
        save(self.client, section, **{f"questions-{place}-text": words, f"questions-{place}-order": str(order)})

    @precondition(lambda self: self.drafts())
    @rule(data=st.data(), kind=st.sampled_from(["typo", "meaning"]))
    def publish(self, data, kind):
        draft = data.draw(st.sampled_from(self.drafts()))
        reworded = self.client.get(page_of(draft, "publish")).context["plan"].changes.reworded
        said = publish(self.client, draft, **{f"kind_{one.key}": kind for one in reworded})
        assert "is what visitors take from now on" in said
        assert current() == draft

    @precondition(lambda self: self.drafts())
    @rule(data=st.data())
    def throw_away(self, data):
        draft = data.draw(st.sampled_from(self.drafts()))
        self.client.post(page_of(draft, "delete"), {"post": "yes"})
        assert draft not in self.drafts()

    @rule(data=st.data())
    def tamper(self, data):
        version = data.draw(st.sampled_from(list(Questionnaire.objects.ever_published())))
        self.client.post(page_of(version, "delete"), {"post": "yes"})
        assert Questionnaire.objects.filter(pk=version.pk).exists()
        assert self.client.post(page_of(version, "change"), {"title": "Mine"}).status_code == 403

    @rule()
    def take(self):
        attempt = Attempt.objects.create(questionnaire=current(), browser=Visitor(browser="b").browser)
        self.attempts.add(attempt.pk)

    @precondition(lambda self: self.attempts - self.results.keys())
    @rule(data=st.data(), value=ANSWERS)
    def finish(self, data, value):
        attempt = Attempt.objects.get(pk=data.draw(st.sampled_from(sorted(self.attempts - self.results.keys()))))
        attempt.record({item.key: value for item in attempt.questionnaire.content.items}, {})
        self.results[attempt.pk] = self.read(Result.objects.finish(attempt).pk)

    def read(self, pk):
        """Return all that the pages of a result are made of."""
        result = Result.objects.with_version().get(pk=pk)
        return result.kept, result.role, result.score, result.document, result.attempt.questionnaire.number

    @invariant()
    def one_version_is_published(self):
        assert Questionnaire.objects.published().count() == 1

    @invariant()
    def no_result_changes(self):
        published_document.cache_clear()
        assert {pk: self.read(pk) for pk in self.results} == self.results

    @invariant()
    def no_attempt_is_lost(self):
        assert set(Attempt.objects.values_list("pk", flat=True)) == self.attempts


@pytest.mark.fuzz
def test_nothing_breaks_in_any_order_of_events(db):
    run_machine(DeskMachine, steps=12)
