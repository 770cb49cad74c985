"""The shipped questionnaire comes in once, never over the heads of editors, and whole or not at all."""

import io
import shutil

import pytest
from django.core.management import call_command
from making import current, make_version
from meanwhile import LOCKING, elsewhere, meanwhile

from assessment.content import shipped
from assessment.content.toml_files import ContentError
from assessment.management.commands import load_questionnaire
from assessment.models import AdvicePiece, Question, Questionnaire, Section, Status

ROWS = (Questionnaire, Section, Question, AdvicePiece)
WORDS = "To be entertained or to unwind"


@pytest.fixture
def files(monkeypatch, tmp_path):
    """A copy of the shipped files that the command reads instead."""
    folder = tmp_path / "content"
    shutil.copytree(shipped.SHIPPED, folder)
    monkeypatch.setattr(load_questionnaire, "read_questionnaire", lambda: shipped.read_questionnaire(folder))
    return folder


def load():
    said = io.StringIO()
    call_command("load_questionnaire", stdout=said)
    return said.getvalue()


def rewrite(folder, old, new):
    path = folder / shipped.QUESTIONS
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_the_first_call_publishes_what_ships(db):
    assert "published" in load()
    assert current().content == shipped.read_questionnaire()


def test_a_second_call_changes_nothing(published):
    before = list(Questionnaire.objects.values())
    assert "already" in load()
    assert list(Questionnaire.objects.values()) == before


def test_new_shipped_words_replace_old_shipped_words(published, files):
    rewrite(files, WORDS, "To be entertained")
    assert "published" in load()
    assert [version.status for version in Questionnaire.objects.all()] == [Status.PUBLISHED, Status.RETIRED]
    assert "To be entertained" in current().document


@pytest.mark.django_db(transaction=True)
def test_two_hosts_that_load_new_words_at_the_same_time_load_them_once(published, files):
    rewrite(files, WORDS, "To be entertained")
    with meanwhile(lambda: elsewhere(load), before=LOCKING):
        assert "already" in load()
    assert Questionnaire.objects.count() == 2


def test_what_editors_published_is_never_replaced(published, files):
    own = make_version(P7="To rest")
    rewrite(files, WORDS, "To be entertained")
    assert "draft" in load()
    assert current() == own
    assert "already" in load()


def test_what_editors_went_back_from_is_not_brought_back(published):
    own = make_version(P7="To rest")
    assert "already" in load()
    assert current() == own


@pytest.mark.parametrize("loaded_before", [False, True])
def test_a_broken_file_is_named_and_changes_nothing(db, files, loaded_before):
    if loaded_before:
        load()
    before = [model.objects.count() for model in ROWS]
    rewrite(files, 'key = "P7"\npole = "low"', 'key = "P7"\npole = "high"')
    with pytest.raises(ContentError, match=r"questionnaire\.toml: purpose: has 5 high and 3 low"):
        load()
    assert [model.objects.count() for model in ROWS] == before


def test_a_missing_file_is_named(db, files):
    (files / shipped.ADVICE).unlink()
    with pytest.raises(ContentError, match=r"advice\.toml: the file can't be opened"):
        load()
    assert not Questionnaire.objects.exists()
