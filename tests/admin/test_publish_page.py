"""Before anything is published its editor sees what changes, and answers for it."""

from html import unescape

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission
from django.test import Client
from editing import admin_url, draft_by_button, page_of, publish, publish_data, save
from making import FIVES, begin, current, make_draft, make_user, make_version, statements
from meanwhile import alongside, meanwhile
from owning import store_result
from posting import form_with
from reading import read

from assessment.content.changes import statements as statements_of
from assessment.models import Question, Questionnaire

PUBLISHED = "is what visitors take from now on"


def reword(draft, **texts):
    for key, text in texts.items():
        statements(draft).filter(key=key).update(text=text)


def shown(client, draft):
    return read(client.get(page_of(draft, "publish")))


def test_the_page_names_what_is_added_reworded_moved_and_removed(admin_client):
    draft = make_draft()
    section = draft.sections.first()
    section.questions.filter(key="P4").update(key="P9", text="To be heard")
    section.questions.filter(key="P1").update(order=99)
    reword(draft, P2="To help others")
    plan = admin_client.get(page_of(draft, "publish")).context["plan"]
    told = {
        name: [one.key for one in getattr(plan.changes, name)] for name in ("added", "removed", "reworded", "moved")
    }
    assert told == {"added": ["P9"], "removed": ["P4"], "reworded": ["P2"], "moved": ["P1"]}
    page = shown(admin_client, draft)
    for heading in ("Added", "Removed", "Reworded", "Moved", "To be heard", "To help others"):
        assert heading in page


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda question: question.delete(), True),
        (lambda question: type(question).objects.filter(pk=question.pk).update(pole="low"), True),
        (lambda question: type(question).objects.filter(pk=question.pk).update(order=99), False),
    ],
    ids=["removed", "turned round", "moved on its page"],
)
def test_the_page_says_where_scoring_loses_a_statement_that_it_knows_by_key(admin_client, change, said):
    draft = make_draft()
    change(draft.sections.get(dimension="engagement").questions.get(key="E2"))
    assert ("uses E2 to find a pattern." in shown(admin_client, draft)) is said


def test_the_page_shows_old_and_new_words_of_headings_answers_and_advice(admin_client):
    draft = make_draft()
    former = current().content
    save(admin_client, draft.sections.first(), heading="Why you come")
    save(admin_client, draft.advice.first(), title="Rest")
    draft.advice.get(key="V5").delete()
    page = shown(admin_client, draft)
    told = page[page.index("Other changes") : page.index("What happens to answers")]
    assert told.count("<dd>") == 3
    for part, before, after in (
        ("purpose, heading", former.sections[0].heading, "Why you come"),
        ("advice V1, title", former.advice[0].title, "Rest"),
    ):
        assert f"<b>{part}</b> was <del>{before}</del> now <ins>{after}</ins>" in told
    assert "<b>advice V5</b> was <del>Stay for the replies</del></dd>" in told


@pytest.mark.parametrize(
    ("edit", "told"),
    [
        ({"when-0-low": ["C5", "C6"]}, "when</b> was <del>low: C5</del> now <ins>low: C5, C6</ins>"),
        ({"weight": "3"}, "weight</b> was <del>1.0</del> now <ins>3.0</ins>"),
    ],
)
def test_the_page_shows_when_advice_was_given_and_is_and_how_much_it_counts(admin_client, edit, told):
    draft = make_draft()
    save(admin_client, draft.advice.get(key="V5"), **edit)
    assert f"<b>advice V5, {told}" in shown(admin_client, draft)


def test_the_page_says_what_happens_to_sittings_and_results(admin_client, client):
    store_result(client, FIVES)
    begin(client)
    page = shown(admin_client, make_draft())
    assert "1 sitting is in progress. It will finish on the set it began with." in page
    assert "Past results keep the wording and the score that they had." in page


def test_a_change_note_is_required(admin_client):
    former, draft = current(), make_draft()
    page = publish(admin_client, draft, note=" ")
    assert "Say in a line what changes" in page
    assert "<title>Error: Publish" in page
    assert page.index('role="alert"') < page.index("What happens to answers and results")
    assert current() == former


def test_what_is_published_is_written_into_the_history_with_its_note(admin_client):
    draft = make_draft()
    reword(draft, P2="To help others")
    assert PUBLISHED in publish(admin_client, draft, note="Shorter")
    draft.refresh_from_db()
    assert draft.note == "Shorter"
    said = LogEntry.objects.filter(object_id=str(draft.pk)).latest("pk").change_message
    assert "Published. Reworded: P2. Shorter" in said
    publish(admin_client, make_draft(), note="As before")
    draft.refresh_from_db()
    assert draft.note == "Shorter"


def test_each_reworded_statement_is_asked_about(admin_client):
    former, draft = current(), make_draft()
    reword(draft, P2="To help others")
    assert "Say whether P2 means the same as before" in publish(admin_client, draft, kind_P2="")
    assert current() == former


def test_advice_that_a_reworded_statement_calls_for_is_to_be_read_again(admin_client):
    draft = make_draft()
    reword(draft, C5="After posting, I left at once")
    called = [piece for piece in current().content.advice if any("C5" in one.low + one.high for one in piece.when)]
    page = unescape(shown(admin_client, draft))
    assert called
    assert page.count("Is that still true?") == len(called)
    for piece in called:
        assert f"Advice {piece.key} is given because of this: “{piece.why}”" in page


def test_a_typo_fix_keeps_its_key(admin_client):
    draft = make_draft()
    reword(draft, C5="After posting, I left at once")
    publish(admin_client, draft, kind_C5="typo")
    assert statements_of(current().content)["C5"].question.text == "After posting, I left at once"


def test_a_change_of_meaning_gets_a_new_key_wherever_it_is_named(admin_client):
    draft = make_draft()
    reword(draft, C5="After posting, I left at once")
    assert PUBLISHED in publish(admin_client, draft, kind_C5="meaning")
    published = current().content
    told = statements_of(published)
    assert "C5" not in told
    assert told["C9"].question.text == "After posting, I left at once"
    assert told["C1"].question.opposite == "C9"
    assert "C5 is now C9." in LogEntry.objects.filter(object_id=str(draft.pk)).latest("pk").change_message
    named = [key for piece in published.advice for when in piece.when for key in (*when.low, *when.high, *when.not_low)]
    assert "C9" in named
    assert "C5" not in named


def test_the_highest_key_leaves_room_for_a_new_meaning(admin_client):
    make_draft().publish(new_keys={"C5": "C999"})
    draft = make_draft()
    reword(draft, C999="After posting, I left at once")
    assert PUBLISHED in publish(admin_client, draft, kind_C999="meaning")
    assert "C1000" in statements_of(current().content)


def reframe(client, draft):
    """Reverse the labels of the first section and word its stem anew."""
    section = draft.sections.first()
    labels = [getattr(section, f"label_{place}") for place in range(5, 0, -1)]
    save(client, section, stem="I like to post", **{f"label_{place}": text for place, text in enumerate(labels, 1)})
    return section.stem, labels[0]


def test_another_stem_or_other_labels_are_asked_about_once_for_the_whole_section(admin_client):
    former, draft = current(), make_draft()
    stem, last = reframe(admin_client, draft)
    page = shown(admin_client, draft)
    assert page.count("What kind of change is the rewording of the stem or labels of purpose?") == 1
    assert "such as P9, for all its statements that were asked before (8)" in page
    assert f"was <del>{stem}</del> now <ins>I like to post</ins>" in page
    assert f"<ins>{last}</ins>" in page
    assert "so this changes the score" in page
    assert "Other changes" not in page
    assert "Scoring finds" not in page
    assert "Say whether the statements of purpose mean" in publish(admin_client, draft, kind_purpose="")
    assert current() == former


@pytest.mark.parametrize(("kind", "numbers"), [("typo", range(1, 9)), ("meaning", range(9, 17))])
def test_statements_under_another_stem_keep_their_keys_only_where_they_mean_the_same(admin_client, kind, numbers):
    former, draft = current(), make_draft()
    reframe(admin_client, draft)
    assert PUBLISHED in publish(admin_client, draft, kind_purpose=kind)
    published = current().content
    assert {one.key for one in published.sections[0].questions} == {f"P{number}" for number in numbers}
    assert published.sections[0].stem == "I like to post"
    assert published.sections[1:] == former.content.sections[1:]
    assert "Stem or labels: purpose." in LogEntry.objects.filter(object_id=str(draft.pk)).latest("pk").change_message


def test_a_statement_that_is_reworded_as_well_gets_one_new_key(admin_client):
    draft = make_draft()
    draft.sections.filter(dimension="engagement").update(stem="I often")
    reword(draft, E2="Get asked for advice")
    assert "Scoring uses E2, E4 to find a pattern. Without that," in shown(admin_client, draft)
    assert PUBLISHED in publish(admin_client, draft, kind_engagement="meaning", kind_E2="typo")
    assert {one.key for one in current().content.sections[1].questions} == {f"E{number}" for number in range(9, 17)}


def test_another_pole_is_always_a_change_of_meaning(admin_client):
    draft = make_draft()
    draft.sections.first().questions.filter(key="P2").update(pole="low")
    draft.sections.first().questions.filter(key="P6").update(pole="high")
    page = shown(admin_client, draft)
    assert "so it gets a new key" in page
    assert "What kind of change is the new wording of" not in page
    assert PUBLISHED in publish(admin_client, draft)
    assert {"P9", "P10"} <= set(statements_of(current().content))


def test_a_new_key_was_never_used_before(admin_client):
    first, other = current(), make_draft()
    other.sections.first().questions.filter(key="P4").update(key="P9")
    publish(admin_client, other)
    back = draft_by_button(admin_client, first)
    reword(back, P6="To keep up with friends")
    publish(admin_client, back, kind_P6="meaning")
    assert "P9" not in statements_of(current().content)
    assert "P10" in statements_of(current().content)


def test_a_new_key_is_not_that_of_a_statement_added_in_the_same_draft(admin_client):
    draft = make_draft()
    draft.sections.first().questions.filter(key="P4").update(key="P9")
    reword(draft, P6="To keep up with friends")
    assert PUBLISHED in publish(admin_client, draft, kind_P6="meaning")
    assert statements_of(current().content)["P10"].question.text == "To keep up with friends"


def test_a_key_that_scoring_knows_is_pointed_out(admin_client):
    draft = make_draft()
    reword(draft, E2="Get asked for advice")
    assert "older results. Scoring uses E2 to find a pattern. Without that," in shown(admin_client, draft)


def test_cautions_are_overridden_with_a_reason_and_audience_with_a_confirmation(admin_client):
    former, draft = current(), make_draft()
    reword(draft, P2="To get more followers and likes")
    assert "Say why these wordings may stay" in publish(admin_client, draft, reason="")
    assert "Confirm this for P2" in publish(admin_client, draft, size_P2="")
    reword(draft, P4="To teach and learn")
    assert "P4 does not ask how large an audience is" not in shown(admin_client, draft)
    assert current() == former
    assert PUBLISHED in publish(admin_client, draft, reason="Only a trial")
    assert "Cautions overridden: Only a trial" in current().note


def test_problems_are_never_overridden(admin_client):
    former, draft = current(), make_draft()
    draft.sections.first().questions.filter(key="P4").delete()
    page = shown(admin_client, draft)
    assert "It can be published once the faults listed first are fixed" in page
    seen = admin_client.get(page_of(draft, "publish")).context["plan"].seen
    crafted = {"seen": seen, "note": "Never mind", "reason": "I say so"}
    said = admin_client.post(page_of(draft, "publish"), crafted, follow=True).text
    assert "It was not published" in said
    assert current() == former


def looked_at_too_early(client):
    """Return a draft and the page of a publication that was refused because a heading changed meanwhile."""
    draft = make_draft()
    sent = form_with(client.get(page_of(draft, "publish")), "note") | {"note": "Better"}
    draft.sections.filter(dimension="purpose").update(heading="Another heading")
    return draft, client.post(page_of(draft, "publish"), sent)


def test_after_a_refusal_it_is_published_from_the_page_that_shows_what_changed(admin_client):
    draft, refused = looked_at_too_early(admin_client)
    assert "Another heading" in refused.text
    said = admin_client.post(page_of(draft, "publish"), form_with(refused, "note"), follow=True).text
    assert PUBLISHED in said
    assert current() == draft


def test_a_refusal_for_what_changed_meanwhile_says_of_no_answer_that_it_is_missing(admin_client):
    former, page = current(), looked_at_too_early(admin_client)[1].text
    assert "Something has changed in the meantime" in page
    assert current() == former
    assert 'href="#id_' not in page
    assert 'href="#id_note"' in publish(admin_client, make_draft(), note="")


def test_what_would_replace_another_version_than_was_looked_at_is_not_published(admin_client):
    draft = make_draft()
    seen = admin_client.get(page_of(draft, "publish")).context["plan"].seen
    newest = make_version()
    said = admin_client.post(page_of(draft, "publish"), {"seen": seen, "note": "x"}).text
    assert "Something has changed in the meantime" in said
    assert current() == newest


def test_a_draft_that_takes_back_what_was_published_since_it_was_made_says_so(admin_client):
    draft = make_draft()
    assert "after this draft was made" not in shown(admin_client, draft)
    newer = make_version(P1="To be heard")
    assert f"{newer} was published after this draft was made" in shown(admin_client, draft)
    back = draft_by_button(admin_client, Questionnaire.objects.get(number=1))
    assert "after this draft was made" not in shown(admin_client, back)


def test_the_first_set_of_all_is_published_like_any_other(admin_client):
    draft = make_draft()
    current().delete()
    assert PUBLISHED in publish(admin_client, draft)
    assert current() == draft


def test_who_may_only_read_makes_no_draft_and_publishes_nothing(client):
    draft, reader = make_draft(), make_user("rita", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_questionnaire"))
    client.force_login(reader)
    assert client.get(page_of(draft, "export")).status_code == 200
    offered = client.get(page_of(draft, "change")).text
    assert not [page for page in ("publish", "draft") if f'"{page_of(draft, page)}"' in offered]
    assert client.get(page_of(draft, "publish")).status_code == 403
    assert client.post(page_of(draft, "publish"), {"note": "x"}).status_code == 403
    assert client.post(page_of(draft, "draft")).status_code == 403
    assert admin_url(Questionnaire, "import") not in client.get(admin_url(Questionnaire, "changelist")).text
    assert client.get(admin_url(Questionnaire, "import")).status_code == 403
    assert Questionnaire.objects.count() == 2


def test_a_draft_that_somebody_publishes_meanwhile_is_not_published_twice(admin_client):
    draft = make_draft()
    seen = admin_client.get(page_of(draft, "publish")).context["plan"].seen
    with meanwhile(draft.publish, before="SAVEPOINT"):
        said = admin_client.post(page_of(draft, "publish"), {"seen": seen, "note": "x"}, follow=True).text
    assert "is no longer a draft" in said
    assert current() == draft


def test_of_two_who_publish_at_the_same_moment_the_second_is_told(admin_client):
    former, draft, other = current(), make_draft(), make_draft()
    with meanwhile(other.publish, before='SET "number"'):
        said = publish(admin_client, draft)
    assert "Somebody else published a set at the same moment" in said
    assert current() == former
    draft.refresh_from_db()
    assert draft.is_draft


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_two_drafts_at_once_the_second_looks_again(admin_client):
    draft, other = make_draft(), make_draft()
    ben = Client()
    ben.force_login(make_user("ben", is_staff=True, is_superuser=True))
    address, sent = page_of(draft, "publish"), publish_data(admin_client, draft)
    with alongside(lambda: publish(ben, other), before="COUNT(*)"):
        assert PUBLISHED in admin_client.post(address, sent, follow=True).text
    assert current() == draft
    other.refresh_from_db()
    assert other.is_draft


def test_rolling_back_is_publishing_a_copy_of_an_older_version(admin_client):
    first = current()
    make_version(P1="Something else altogether")
    back = draft_by_button(admin_client, first)
    assert PUBLISHED in publish(admin_client, back)
    assert current() == back
    assert back.refresh_from_db() is None
    assert back.content == first.content


def test_a_draft_of_a_published_version_says_what_is_frozen_not_what_its_rows_say_now(admin_client):
    version = current()
    Question.objects.update(text="Tampered")
    assert draft_by_button(admin_client, version).compiled() == version.content


def test_nothing_is_published_or_drafted_by_a_link(admin_client):
    draft = make_draft()
    assert admin_client.get(page_of(draft, "draft")).status_code == 405
    assert admin_client.get(page_of(draft, "publish")).status_code == 200
    assert Questionnaire.objects.get(pk=draft.pk).is_draft
