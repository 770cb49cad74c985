"""One frozen document: what is read is what was written, and the same document always has the same fingerprint."""

import msgspec
import pytest
from msgspec.structs import replace

from assessment.content.document import fingerprint, from_json, to_json
from assessment.content.shipped import read_questionnaire
from assessment.scoring.vocabulary import Dimension

DOCUMENT = read_questionnaire()


def test_a_document_comes_back_from_its_text_as_it_was():
    assert from_json(to_json(DOCUMENT)) == DOCUMENT
    assert to_json(from_json(to_json(DOCUMENT))) == to_json(DOCUMENT)


def test_the_order_in_which_labels_were_written_changes_neither_the_fingerprint_nor_the_options():
    first = DOCUMENT.context[0]
    turned = replace(first, labels=dict(reversed(first.labels.items())))
    draft = replace(DOCUMENT, context=(turned, *DOCUMENT.context[1:]))
    assert fingerprint(draft) == fingerprint(DOCUMENT)
    assert turned.options() == first.options()


def test_one_other_word_makes_another_fingerprint():
    assert fingerprint(replace(DOCUMENT, title="Another")) != fingerprint(DOCUMENT)


def test_a_text_that_is_no_document_is_refused_by_its_path():
    with pytest.raises(msgspec.ValidationError, match="title"):
        from_json("{}")


@pytest.mark.parametrize("dimension", Dimension)
def test_a_section_is_found_by_its_dimension(dimension):
    assert DOCUMENT.section(dimension).dimension == dimension


@pytest.mark.parametrize("dimension", Dimension)
def test_the_name_of_a_section_is_found_by_its_dimension_as_a_word_or_as_text(dimension):
    assert DOCUMENT.names[dimension] == DOCUMENT.names[dimension.value] == DOCUMENT.section(dimension).name


def test_options_are_offered_in_the_order_of_the_method():
    assert [value for value, _ in DOCUMENT.context[2].options()] == ["influenced", "both", "influencing", "not_sure"]


def test_a_section_is_complete_once_every_statement_has_been_dealt_with_and_begun_from_the_first():
    section = DOCUMENT.sections[0]
    *most, last = (question.key for question in section.questions)
    assert [section.has_begun(given) for given in ((), most, [last])] == [False, True, True]
    assert [section.is_complete(given) for given in ((), most, [*most, last])] == [False, False, True]


def test_what_is_open_is_the_first_section_that_is_not_complete():
    pages, answered = [section.dimension for section in DOCUMENT.sections], set()
    for section in DOCUMENT.sections:
        assert DOCUMENT.first_open(answered) == section.dimension
        answered |= {question.key for question in section.questions}
    assert DOCUMENT.first_open(answered) is None
    assert [DOCUMENT.following(page) for page in pages] == [*pages[1:], None]
