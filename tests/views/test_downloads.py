"""Everything that is stored of a visitor is handed out in two files, and nothing of anybody else."""

import csv
import io
import json

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from making import INFLUENCER, THREES, TOO_FEW, make_version
from owning import body, exported, make_one_of_each, store_result
from signing import ADDRESS, enrol, make_account, sign_in

from assessment.models import Attempt, Commitment, Result, Share
from assessment.models.storing import to_text
from assessment.scoring.evaluate import evaluate
from assessment.scoring.finding import Flag
from assessment.scoring.vocabulary import Dimension, Item, MainPurpose, Pole, Sitting
from assessment.views import my_data

pytestmark = pytest.mark.usefixtures("published")

JSON, CSV = reverse("my_data_json"), reverse("my_data_csv")
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", "\uff0d1", '"a",b\n=c', '=CELL("x")')


def table(client):
    """Read the CSV file back."""
    text = client.get(CSV).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def sittings(client):
    """Return what the file says of each sitting, by its id."""
    return {sitting["id"]: sitting for sitting in exported(client)["sittings"]}


def test_the_account_is_told(client, ada):
    account = exported(client)["account"]
    assert account["e_mail"] == ADDRESS
    assert account["e_mail_addresses"] == [ADDRESS]
    assert account["signed_in"][0]["ip"] == "127.0.0.1"


def test_every_sitting_is_told_whatever_came_of_it(client, ada):
    ended, without_a_role, begun = map(str, make_one_of_each(client))
    told = sittings(client)
    assert set(told) == {ended, without_a_role, begun}
    assert told[ended]["result"]["measured"]
    assert told[without_a_role]["result"]["measured"] is None
    assert told[begun]["result"] is None


def test_all_of_a_result_is_told(client, ada):
    ended = make_one_of_each(client)[0]
    told = sittings(client)[str(ended)]["result"]
    kept = Result.objects.get(pk=ended)
    advice = kept.read().advice
    assert (told["role"], told["headline"]) == ("influencing", "You’re clearly influencing")
    assert (told["measured"]["score"], told["measured"]["high"]) == (100.0, 100)
    assert [part["name"] for part in told["parts"]] == [section.name for section in kept.document.sections]
    assert len(told["advice"]) == len(advice.shown) + len(advice.more) > 3
    finding, (shown, _) = json.loads(kept.kept)
    assert list(told["found"]["finding"].values()) == finding
    assert told["found"]["finding"]["version"] == kept.scoring_version
    assert told["found"]["advice"]["shown"] == shown


def test_what_was_planned_and_shared_is_told(client, ada):
    ended = make_one_of_each(client)[0]
    told = sittings(client)[str(ended)]["result"]
    (planned,) = told["plan"]
    assert (planned["advice"], planned["kept"]) == (Commitment.objects.get().piece.title, None)
    assert told["shared"]["ends"] is None


def test_a_second_factor_is_told_without_what_its_codes_are_made_from(client, ada):
    secret = enrol(client)
    told = exported(client)["account"]["second_factors"]
    assert [one["kind"] for one in told] == ["totp", "recovery_codes"]
    assert set(told[0]) == {"kind", "made", "last_used"}
    assert secret not in body(client.get(JSON))


def test_of_sessions_only_those_that_last_are_told(client, ada):
    ended = Client()
    sign_in(ended)
    Session.objects.filter(session_key=ended.session.session_key).update(expire_date=timezone.now())
    assert UserSession.objects.count() == 2
    assert len(exported(client)["account"]["signed_in"]) == 1


def test_numbers_are_rounded_half_up_as_pages_do(client):
    store_result(client, THREES | dict.fromkeys(("E1", "E2", "E3", "E4"), 4))
    (sitting,) = exported(client)["sittings"]
    assert Result.objects.get().score == 56.25
    assert sitting["result"]["measured"]["score"] == 56.3


def test_every_answer_is_there_as_printed(client):
    store_result(client, THREES | {"A3": "not_applicable"}, main_purpose="learn")
    (sitting,) = exported(client)["sittings"]
    answers = {given["key"]: given for given in sitting["answers"]}
    document = Result.objects.get().document
    assert len(answers) == len(document.items) + len(document.context)
    section = document.sections[0]
    assert answers["P1"] == {
        "part": section.name,
        "stem": section.stem,
        "statement": section.questions[0].text,
        "key": "P1",
        "dimension": "purpose",
        "pole": "high",
        "opposite": "",
        "answer": section.labels[2],
        "value": 3,
    }
    assert (answers["A3"]["answer"], answers["A3"]["value"]) == ("Doesn’t apply to me", "not_applicable")
    assert answers["main_purpose"]["value"] == "learn"
    assert (answers["occupation"]["answer"], answers["occupation"]["value"]) == ("Not given", None)


def test_what_was_found_can_be_worked_out_again_from_the_file_alone(client):
    gaps = {"P1": "skipped", "A2": "not_applicable"}
    store_result(client, INFLUENCER | gaps | {"A3": 4, "A8": 5, "C1": 4, "C5": 5}, main_purpose="learn")
    (sitting,) = exported(client)["sittings"]
    answers = {given["key"]: given["value"] for given in sitting["answers"]}
    items = tuple(
        Item(given["key"], Dimension(given["dimension"]), Pole(given["pole"]), given["opposite"] or None)
        for given in sitting["answers"]
        if given["pole"]
    )
    values = {item.key: answers[item.key] for item in items if isinstance(answers[item.key], int)}
    found = evaluate(Sitting(items, values, MainPurpose(answers["main_purpose"])))
    assert found.flags == (Flag.CONTRADICTION,)
    assert json.loads(to_text(found._asdict())) == sitting["result"]["found"]["finding"]


def test_the_secret_part_of_a_shared_link_stays_out(owner):
    make_one_of_each(owner)
    token = Share.objects.get().token
    assert token not in body(owner.get(JSON))
    assert token not in body(owner.get(CSV))


def test_answers_are_handed_out_in_the_wording_they_were_asked_in(client):
    store_result(client, THREES)
    make_version(P1="I read something altogether different here.")
    assert "altogether different" not in body(client.get(JSON)) + body(client.get(CSV))


def test_the_table_has_a_row_per_answer(owner):
    make_one_of_each(owner)
    rows = table(owner)
    document = Result.objects.first().document
    assert len(rows) == 3 * (len(document.items) + len(document.context))
    by_finish = {row["finished"]: row for row in rows}
    assert by_finish[""]["role"] == by_finish[""]["score"] == ""
    best = next(row for row in rows if row["role"] == "influencing")
    assert (best["score"], best["firmness"], best["high"]) == ("100.0", "clear", "100")
    assert {row["stem"] for row in rows} >= {section.stem for section in document.sections}


def test_all_times_of_the_table_have_one_form(client):
    store_result(client, THREES)
    whole = timezone.now().replace(microsecond=0)
    Attempt.objects.update(started_at=whole, finished_at=whole)
    (row, *_) = table(client)
    assert row["started"] == row["finished"] == f"{whole:%Y-%m-%dT%H:%M:%S}.000000+00:00"


@pytest.mark.parametrize("label", HOSTILE)
def test_no_cell_of_the_table_is_a_formula_and_every_text_comes_back(client, label):
    store_result(client, THREES)
    Attempt.objects.update(label=label)
    (label_read,) = {row["label"] for row in table(client)}
    assert label_read.removeprefix("'") == label
    assert label_read[0] not in "=+-@\t\r\n\uff1d\uff0d"


def test_the_files_are_named_whatever_a_label_says(client):
    store_result(client, THREES)
    Attempt.objects.update(label='x"; filename="evil.exe\r\nX: y')
    assert client.get(CSV)["Content-Disposition"] == 'attachment; filename="my-data.csv"'
    assert client.get(JSON)["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert client.get(CSV)["Content-Type"] == "text/csv; charset=utf-8"
    assert client.get(JSON)["Content-Type"] == "application/json"


def test_an_unknown_browser_downloads_files_with_nothing_in_them(client):
    assert exported(client)["sittings"] == table(client) == []
    assert exported(client)["account"] is None


def test_nothing_of_others_is_handed_out(client, ada):
    make_account("ben@example.org")
    ben = Client()
    sign_in(ben, "ben@example.org")
    enrol(ben)
    account = exported(client)["account"]
    assert account["e_mail_addresses"] == [ADDRESS]
    assert len(account["signed_in"]) == 1
    assert account["second_factors"] == []
    store_result(client, INFLUENCER)
    for stranger in (Client(), Client()):
        store_result(stranger, TOO_FEW)
        (sitting,) = exported(stranger)["sittings"]
        assert sitting["result"]["role"] == ""
        assert ADDRESS not in body(stranger.get(JSON))
    assert len(exported(client)["sittings"]) == 1


def test_a_worker_makes_no_more_than_two_files_at_once(client, monkeypatch):
    store_result(client, THREES)
    monkeypatch.setattr(my_data, "PATIENCE", 0)
    with my_data.turns:
        assert [client.get(address).status_code for address in (JSON, CSV)] == [200, 200]
        with my_data.turns:
            refused = [client.get(address) for address in (JSON, CSV)]
            assert [answer.status_code for answer in refused] == [429, 429]
            assert "the site is busy just now" in refused[0].text
    assert client.get(JSON).status_code == 200


def test_a_file_that_cannot_be_made_leaves_room_for_the_next(client, monkeypatch):
    def broken(visitor):
        yield from ()
        raise Attempt.DoesNotExist

    store_result(client, THREES)
    monkeypatch.setattr(my_data, "PATIENCE", 0)
    monkeypatch.setattr(my_data.export, "sittings", broken)
    for _ in range(3):
        with pytest.raises(Attempt.DoesNotExist):
            client.get(JSON)
