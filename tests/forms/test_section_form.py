"""Whatever is posted, a form never fails and hands over nothing but answers of its own section."""

from django.http import QueryDict
from hypothesis import given
from hypothesis import strategies as st
from making import KEYS, THREES

from assessment.content.document import ASKED_WITH, OPTIONS
from assessment.content.shipped import read_questionnaire
from assessment.forms import ReviewForm, SectionForm
from assessment.scoring.vocabulary import HIGHEST, LOWEST, Dimension, NoAnswer

DOCUMENT = read_questionnaire()
BUTTONS = ("later", "skip", "again", "csrfmiddlewaretoken", "id", "user", "score", "is_staff")
NAMES = st.sampled_from([*THREES, *OPTIONS, *BUTTONS]) | st.text(max_size=8)
NEARLY = ("0", "6", "-1", "1.0", "\u0661", "²", " 3", "1e0", "NaN", "skipped", "null", "[]", "9" * 30, "\x00", "\ud800")
WORDS = st.sampled_from(["1", "2", "3", "4", "5", "", "not_applicable", *NEARLY]) | st.text(max_size=8)
STORED = st.dictionaries(st.sampled_from(list(THREES)), st.integers(LOWEST, HIGHEST) | st.sampled_from(NoAnswer))
POSTED = st.dictionaries(NAMES, st.lists(WORDS, max_size=3), max_size=40)


def posted(values):
    data = QueryDict(mutable=True)
    for name, given_values in values.items():
        data.setlist(name, given_values)
    return data


def section_form(dimension, data, stored=(), **how):
    return SectionForm(DOCUMENT, DOCUMENT.section(dimension), dict(stored), data, **how)


def assert_answers_belong(form, dimension):
    answers, context = form.answers(), form.context()
    assert answers.keys() <= set(KEYS[dimension])
    assert set(answers.values()) <= {*range(LOWEST, HIGHEST + 1), *NoAnswer}
    assert all(type(answer) in (int, str) for answer in answers.values())
    assert all(ASKED_WITH[key] == dimension for key in context)
    assert all(value in {*OPTIONS[key], None} for key, value in context.items())


@given(st.sampled_from(Dimension), POSTED, STORED, st.booleans(), st.booleans())
def test_any_fields_give_only_answers_of_the_section_itself(dimension, values, stored, partial, skipping):
    form = section_form(dimension, posted(values), stored, partial=partial, skipping=skipping)
    form.is_valid()
    form.only_lacks_answers()
    assert_answers_belong(form, dimension)
    assert {gap.key for gap in form.unanswered()} <= set(KEYS[dimension])


@given(st.sampled_from(Dimension), st.binary(max_size=300))
def test_any_bytes_give_only_answers_of_the_section_itself(dimension, body):
    form = section_form(dimension, QueryDict(body))
    form.is_valid()
    assert_answers_belong(form, dimension)


@given(POSTED)
def test_any_fields_leave_the_review_with_known_options_of_its_questions_or_none(values):
    form = ReviewForm(DOCUMENT, posted(values))
    form.is_valid()
    assert set(form.context()) <= {*OPTIONS} - {*ASKED_WITH}
    assert all(answer in {*OPTIONS[key], None} for key, answer in form.context().items())


def test_what_was_left_out_on_purpose_or_answered_in_another_tab_is_not_asked_for_again():
    stored = {"P1": "skipped", "P5": 2}
    form = section_form(Dimension.PURPOSE, posted({}), stored)
    assert not form.is_valid()
    assert form.errors.keys() == {"P2", "P6", "P3", "P7", "P4", "P8"}


def test_blanks_are_left_out_only_where_that_was_on_purpose():
    form = section_form(Dimension.PURPOSE, posted({"P1": ["3"]}), skipping=True)
    assert form.is_valid()
    assert (form.answers(), form.left_out()) == ({"P1": 3}, [*KEYS[Dimension.PURPOSE]])
    assert section_form(Dimension.PURPOSE, posted({"P1": ["3"]}), partial=True).left_out() == []


def test_context_questions_stand_where_they_fit_and_may_be_left_out():
    with_context = {
        dimension: [key for key in OPTIONS if key in section_form(dimension, None).fields] for dimension in Dimension
    }
    assert with_context == {
        Dimension.PURPOSE: ["main_purpose", "occupation"],
        Dimension.ENGAGEMENT: [],
        Dimension.AUTHENTICITY: [],
        Dimension.CONVERSATION: [],
    }
    assert ReviewForm(DOCUMENT, posted({})).is_valid()


def test_each_context_question_is_asked_on_just_one_page():
    pages = [*(section_form(dimension, None) for dimension in Dimension), ReviewForm(DOCUMENT)]
    assert sorted(key for page in pages for key in page.context_keys) == sorted(OPTIONS)
