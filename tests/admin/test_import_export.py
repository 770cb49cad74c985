"""A version leaves as a file and comes back as a draft; a broken file leaves nothing behind."""

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField
from editing import admin_url, page_of, save
from making import current, make_draft

from assessment.content.importing import LONGEST, LONGEST_LABEL, MOST_BYTES
from assessment.models import AdvicePiece, ContextQuestion, Question, Questionnaire, Section

IMPORT = admin_url(Questionnaire, "import")


def export(client, version):
    return client.get(page_of(version, "export")).content


def send(client, data, name="version.toml"):
    return client.post(IMPORT, {"file": SimpleUploadedFile(name, data)}, follow=True)


def test_a_version_comes_back_as_a_draft_and_leaves_the_same_again(admin_client):
    version = current()
    data = export(admin_client, version)
    assert "is a draft made from the file" in send(admin_client, data).text
    draft = Questionnaire.objects.latest("number")
    assert draft.is_draft
    assert draft.compiled() == version.content
    assert export(admin_client, draft) == data
    draft.publish()
    assert export(admin_client, draft) == data


def test_a_draft_that_is_not_ready_travels_too(admin_client):
    draft = make_draft()
    draft.sections.all()[1].delete()
    draft.advice.first().delete()
    data = export(admin_client, draft)
    send(admin_client, data)
    assert export(admin_client, Questionnaire.objects.latest("number")) == data


def test_what_a_draft_may_lack_is_listed_with_it_as_the_page_says(admin_client):
    assert "a new draft, which lists what there is to fix" in admin_client.get(IMPORT).text
    response = send(admin_client, export(admin_client, current()).replace(b'["C5"]', b'["C55"]', 1))
    assert "there is no statement C55" in response.text


def test_a_text_of_several_lines_travels_too(admin_client):
    draft = make_draft()
    save(admin_client, draft.sections.first(), lead="One.\r\nTwo.")
    send(admin_client, export(admin_client, draft))
    assert Questionnaire.objects.latest("number").compiled() == draft.compiled()


def test_a_file_is_sent_as_a_file(admin_client):
    response = admin_client.get(page_of(current(), "export"))
    assert response["Content-Disposition"] == 'attachment; filename="question-set-1.toml"'
    assert response["Content-Type"].startswith("application/toml")


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        (lambda data: data.replace(b'pole = "high"', b"pole = high", 1), "line 15: the file is not TOML"),
        (lambda data: data.replace(b'key = "P5"', b'key = "P1"', 1), "P1 is there twice"),
        (lambda data: data + b"#" * MOST_BYTES, "larger than 256 KB"),
        (lambda data: b"", "empty"),
    ],
)
def test_a_broken_file_is_refused_whole(admin_client, spoil, reason):
    response = send(admin_client, spoil(export(admin_client, current())))
    assert reason in response.text
    assert list(Questionnaire.objects.all()) == [current()]
    assert Question.objects.count() == 32


def test_a_file_with_the_name_of_another_kind_is_refused(admin_client):
    data = export(admin_client, current())
    for name in ("version.html", "version", "version.toml.exe"):
        assert "Choose a file whose name ends in .toml." in send(admin_client, data, name).text
    assert Questionnaire.objects.count() == 1


def test_no_table_has_room_for_a_file():
    assert not [field for model in apps.get_models() for field in model._meta.fields if isinstance(field, FileField)]


def test_no_file_is_asked_for_again(admin_client):
    assert "Choose a file first." in admin_client.post(IMPORT).text
    assert "The file is empty." in send(admin_client, b"").text
    assert admin_client.get(IMPORT).status_code == 200


def test_the_limits_of_a_file_are_those_of_the_columns():
    rows = (Questionnaire, Section, Question, ContextQuestion, AdvicePiece)
    for limits, model in zip(LONGEST.values(), rows, strict=True):
        columns = {name: model._meta.get_field(name).max_length for name in limits}
        assert limits == columns
    assert Section._meta.get_field("label_1").max_length == LONGEST_LABEL
