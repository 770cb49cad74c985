"""My data: what is stored is shown, handed out, and deleted without a trace."""

import csv
import io
import json
import re
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from making import INFLUENCER, THREES, TOO_FEW, answer, begin, make_attempt, make_version, review_of
from meanwhile import meanwhile
from owning import keep, visitor_at
from signing import ADDRESS, confirm_password, make_account, sign_in

from assessment.models import Attempt, Commitment, Result, Share

pytestmark = pytest.mark.usefixtures("published")

MY_DATA, JSON, CSV = reverse("my_data"), reverse("my_data_json"), reverse("my_data_csv")
DELETE_RESULTS, DELETE_ACCOUNT = reverse("delete_results"), reverse("delete_account")
HOSTILE = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1", '"a",b\n=c', '=HYPERLINK("http://x")')


def result_at(address):
    return Result.objects.get(pk=address.split("/")[2])


def body(response):
    return response.getvalue().decode() if response.streaming else response.content.decode()


def taken(client):
    return json.loads(body(client.get(JSON)))


def table(client):
    """Read the CSV file back."""
    text = client.get(CSV).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def counts():
    return {model._meta.label: model.objects.count() for model in (Attempt, Result, Commitment, Share)}


def stored_rows():
    """Return every row of every table as text; what sessions hold is read in the clear."""
    with connection.cursor() as cursor:
        for name in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")  # noqa: S608 -- names of our own tables
            yield from ((name, str(row)) for row in cursor.fetchall())
    yield from (("in a session", str(session.get_decoded())) for session in Session.objects.all())


def mentions(*traces):
    """Return where anything of a person can still be read."""
    return [(table, trace) for table, row in stored_rows() for trace in traces if trace.lower() in row.lower()]


def references_to(user_id):
    """Return the tables with a row that refers to a user by a column, foreign key or not."""
    columns = [
        (model._meta.db_table, field.column)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.related_model is User or "user_id" in field.name
    ]
    with connection.cursor() as cursor:
        for name, column in columns:
            cursor.execute(f"SELECT count(*) FROM {name} WHERE {column} = %s", [user_id])  # noqa: S608 -- as above
            if cursor.fetchone()[0]:
                yield name


def make_full(client):
    """Keep two results, one of them planned with and shared, and a draft; return the ids of all sittings."""
    shared = result_at(keep(client, INFLUENCER, main_purpose="brand"))
    Commitment.objects.make(shared, shared.read().advice.shown[0].key)
    Share.objects.create(result=shared)
    return [shared.pk, result_at(keep(client, TOO_FEW)).pk, make_attempt(visitor_at(client), {"P1": 3}).pk]


@pytest.fixture
def ada(client):
    """Sign Ada in at this client, by her password."""
    user = make_account()
    sign_in(client)
    return user


@pytest.fixture(params=["a browser", "a user"])
def owner(request, client):
    """The test client, as a browser without an account and as somebody signed in."""
    if request.param == "a user":
        make_account()
        sign_in(client)
    return client


# To see and to take along


def test_my_data_counts_what_is_stored(owner):
    make_full(owner)
    page = re.sub(r"<[^>]+>", " ", body(owner.get(MY_DATA)))
    words = " ".join(page.split())
    assert "Results, with their answers 2 " in words
    assert "Questionnaires not finished yet 1 " in words
    assert "Pieces of advice you set out to try 1 " in words
    assert "Headlines you share by a link 1 " in words


def test_my_data_says_whose_and_for_how_long(client, ada, settings):
    settings.ANONYMOUS_DAYS = 17
    assert ADDRESS in body(client.get(MY_DATA))
    assert DELETE_ACCOUNT in body(client.get(MY_DATA))
    anonymous = Client()
    keep(anonymous, THREES)
    page = body(anonymous.get(MY_DATA))
    assert "It is deleted after 17 days." in page
    assert DELETE_ACCOUNT not in page


def test_an_unknown_browser_is_told_that_nothing_is_stored_and_gets_no_cookie(client):
    response = client.get(MY_DATA)
    assert "Nothing is stored of this browser." in body(response)
    assert JSON not in body(response)
    assert not client.cookies


def test_every_page_leads_there(client, ada):
    assert MY_DATA in body(client.get("/"))
    assert MY_DATA in body(client.get("/accounts/"))
    result = body(client.get(keep(client, THREES)))
    assert MY_DATA in result
    assert "/delete/" in result


def test_everything_is_in_the_json(client, ada):
    ids = make_full(client)
    everything = taken(client)
    assert everything["account"]["e_mail"] == ADDRESS
    assert everything["account"]["e_mail_addresses"] == [ADDRESS]
    assert everything["account"]["signed_in"][0]["ip"] == "127.0.0.1"
    sittings = {sitting["id"]: sitting for sitting in everything["sittings"]}
    assert set(sittings) == {str(key) for key in ids}
    first = sittings[str(ids[0])]
    result = first["result"]
    assert (result["role"], result["headline"]) == ("influencing", "You’re clearly influencing")
    assert (result["measured"]["score"], result["measured"]["high"]) == (100.0, 100)
    assert result["parts"][0]["name"] == "Purpose"
    assert len(result["parts"]) == 4
    assert len(result["advice"]) >= 3
    assert result["plan"][0]["advice"] == Commitment.objects.get().piece.title
    assert result["plan"][0]["kept"] is None
    assert result["shared"]["ends"] is None
    assert result["found"] == json.loads(Result.objects.get(pk=ids[0]).kept)
    assert sittings[str(ids[1])]["result"]["measured"] is None
    assert sittings[str(ids[2])]["result"] is None


def test_every_answer_is_there_as_printed(client):
    keep(client, THREES | {"A3": "not_applicable"}, main_purpose="learn")
    (sitting,) = taken(client)["sittings"]
    answers = {given["key"]: given for given in sitting["answers"]}
    document = Result.objects.get().document
    assert len(answers) == len(document.items()) + len(document.context)
    section = document.sections[0]
    assert answers["P1"] == {
        "part": section.name,
        "stem": section.stem,
        "statement": section.questions[0].text,
        "key": "P1",
        "answer": section.labels[2],
        "value": 3,
    }
    assert (answers["A3"]["answer"], answers["A3"]["value"]) == ("Doesn’t apply to me", "not_applicable")
    assert answers["main_purpose"]["value"] == "learn"
    assert (answers["occupation"]["answer"], answers["occupation"]["value"]) == ("Not given", None)


def test_the_secret_part_of_a_shared_link_stays_out(owner):
    make_full(owner)
    token = Share.objects.get().token
    assert token not in body(owner.get(JSON))
    assert token not in body(owner.get(CSV))


def test_answers_are_handed_out_in_the_wording_they_were_asked_in(client):
    keep(client, THREES)
    make_version(P1="I read something altogether different here.")
    assert "altogether different" not in body(client.get(JSON)) + body(client.get(CSV))


def test_the_table_has_a_row_per_answer(owner):
    make_full(owner)
    rows = table(owner)
    document = Result.objects.first().document
    assert len(rows) == 3 * (len(document.items()) + len(document.context))
    by_finish = {row["finished"]: row for row in rows}
    assert by_finish[""]["role"] == by_finish[""]["score"] == ""
    best = next(row for row in rows if row["role"] == "influencing")
    assert (best["score"], best["firmness"], best["high"]) == ("100.0", "clear", "100")
    assert {row["stem"] for row in rows} >= {section.stem for section in document.sections}


@pytest.mark.parametrize("label", HOSTILE)
def test_no_cell_of_the_table_is_a_formula_and_every_text_comes_back(client, label):
    keep(client, THREES)
    Attempt.objects.update(label=label)
    (label_read,) = {row["label"] for row in table(client)}
    assert label_read.removeprefix("'") == label
    assert label_read[0] not in "=+-@\t\r\n\uff1d"


def test_the_files_are_named_whatever_a_label_says(client):
    keep(client, THREES)
    Attempt.objects.update(label='x"; filename="evil.exe\r\nX: y')
    assert client.get(CSV)["Content-Disposition"] == 'attachment; filename="my-data.csv"'
    assert client.get(JSON)["Content-Disposition"] == 'attachment; filename="my-data.json"'
    assert client.get(CSV)["Content-Type"] == "text/csv; charset=utf-8"
    assert client.get(JSON)["Content-Type"] == "application/json"


def test_an_unknown_browser_downloads_files_with_nothing_in_them(client):
    assert taken(client)["sittings"] == table(client) == []
    assert taken(client)["account"] is None


def test_nothing_of_others_is_handed_out(client, ada):
    keep(client, INFLUENCER)
    for stranger in (Client(), Client()):
        keep(stranger, TOO_FEW)
        (sitting,) = taken(stranger)["sittings"]
        assert sitting["result"]["role"] == ""
        assert ADDRESS not in body(stranger.get(JSON))
    assert len(taken(client)["sittings"]) == 1


@pytest.mark.parametrize("address", [MY_DATA, JSON, CSV])
def test_what_is_stored_takes_the_same_queries_however_much_it_is(client, address, django_assert_num_queries):
    make_full(client)
    body(client.get(address))
    number = {MY_DATA: 4, JSON: 3, CSV: 3}[address]
    with django_assert_num_queries(number):
        body(client.get(address))
    for _ in range(5):
        make_full_again(client)
    with django_assert_num_queries(number):
        body(client.get(address))


def make_full_again(client):
    result = result_at(keep(client, THREES))
    Commitment.objects.make(result, result.read().advice.shown[0].key)


# To delete


def test_one_result_goes_after_a_question_that_names_its_date(owner):
    keep(owner, THREES)
    address = keep(owner, INFLUENCER)
    Result.objects.filter(role="influencing").update(finished_at=timezone.now() - timedelta(days=3))
    result = result_at(address)
    day = f"{result.finished_at.day} {result.finished_at:%B %Y}"
    asked = owner.get(f"{address}delete/")
    assert f"Delete your result of {day}?" in body(asked)
    assert Result.objects.count() == 2
    told = owner.post(f"{address}delete/", follow=True)
    assert told.redirect_chain == [(MY_DATA, 302)]
    assert f"Erased: your result of {day}, with its answers." in body(told)
    assert not mentions(str(result.pk), result.pk.hex)
    assert Result.objects.count() == 1
    assert owner.get(address).status_code == owner.post(f"{address}delete/").status_code == 404


def test_a_shared_link_ends_with_its_result(client):
    ids = make_full(client)
    token = Share.objects.get().token
    client.post(f"/results/{ids[0]}/delete/")
    assert not mentions(token)
    assert Commitment.objects.count() == 0


def test_all_results_go_and_others_stay(owner):
    stranger = Client()
    keep(stranger, THREES)
    before = counts()
    ids = make_full(owner)
    page = body(owner.get(DELETE_RESULTS))
    assert "This erases 2 results and 1 questionnaire that was not finished" in page
    assert counts() != before
    told = body(owner.post(DELETE_RESULTS, follow=True))
    assert "Erased: 2 results and 1 questionnaire that was not finished." in told
    assert counts() == before
    assert not mentions(*(trace for key in ids for trace in (str(key), key.hex)))
    assert len(taken(stranger)["sittings"]) == 1


def test_a_browser_without_an_account_is_forgotten_with_its_results(client):
    make_full(client)
    token = visitor_at(client).browser
    assert mentions(token)
    client.post(DELETE_RESULTS)
    assert not mentions(token)
    assert "browser" not in client.session


def test_an_account_stays_when_its_results_go(client, ada):
    make_full(client)
    client.post(DELETE_RESULTS)
    assert client.get("/accounts/").status_code == 200


def test_deleting_nothing_harms_nothing(owner):
    for _ in range(2):
        assert owner.post(DELETE_RESULTS, follow=True).status_code == 200


def test_the_account_is_deleted_only_after_the_password_was_given_again(client, ada):
    make_full(client)
    for ask in (client.get, client.post):
        response = ask(DELETE_ACCOUNT)
        assert response.url.startswith("/accounts/reauthenticate/")
    assert User.objects.filter(pk=ada.pk).exists()
    client.post("/accounts/reauthenticate/", {"password": "wrong"})
    assert client.get(DELETE_ACCOUNT).status_code == 302
    confirm_password(client)
    asked = client.get(DELETE_ACCOUNT)
    assert "Delete your account?" in body(asked)
    assert User.objects.filter(pk=ada.pk).exists()
    told = client.post(DELETE_ACCOUNT, follow=True)
    assert "Erased: your account, with 2 results and 1 questionnaire that was not finished." in body(told)
    assert "Nothing is stored of this browser." in body(told)


def test_a_stale_confirmation_is_asked_for_the_password_and_then_goes_on(client, ada):
    client.post(DELETE_ACCOUNT)
    told = client.post(f"/accounts/reauthenticate/?next={DELETE_ACCOUNT}", {"password": "correct horse battery"})
    assert told.status_code == 302
    assert not User.objects.filter(pk=ada.pk).exists()


def test_without_an_account_there_is_none_to_delete(client):
    make_full(client)
    before = counts()
    for ask in (client.get, client.post):
        assert ask(DELETE_ACCOUNT).url.startswith("/accounts/login/")
    assert counts() == before


@pytest.mark.usefixtures("shared_cache")
def test_after_the_account_is_deleted_no_row_of_any_table_mentions_the_person(client):
    staff = User.objects.create_user("edith", is_staff=True, is_superuser=True)
    stranger = Client()
    keep(stranger, THREES)
    ada = make_account("ada.lovelace@example.org", is_staff=True, is_superuser=True)
    make_log_entries(ada, staff)
    elsewhere = Client()
    for browser in (client, elsewhere):
        keep(browser, THREES)
        sign_in(browser, "ada.lovelace@example.org")
    tokens = [browser.session["browser"] for browser in (client, elsewhere)]
    Attempt.objects.filter(browser__in=tokens).update(user=ada, browser="")
    confirm_password(client)
    sessions = [browser.session.session_key for browser in (client, elsewhere)]
    ids = make_full(client)
    share = Share.objects.get().token
    traces = (
        *(ada.email, ada.username, *tokens, *sessions, share, f"'_auth_user_id': '{ada.pk}'", f":user:{ada.pk}'"),
        *(trace for key in ids for trace in (str(key), key.hex)),
    )
    assert {trace for _, trace in mentions(*traces)} >= {ada.email, *tokens, *sessions, share, f":user:{ada.pk}'"}
    assert list(references_to(ada.pk))
    client.post(DELETE_ACCOUNT)
    assert not mentions(*traces)
    assert not list(references_to(ada.pk))
    assert not User.objects.filter(pk=ada.pk).exists()
    assert elsewhere.get("/accounts/").status_code == 302
    assert len(taken(stranger)["sittings"]) == 1
    assert User.objects.filter(pk=staff.pk).exists()


@pytest.fixture
def shared_cache(settings, db):
    """Count tries in the database, as in production."""
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"}
    }
    cache.clear()


def make_log_entries(user, staff):
    """Log what staff did to somebody, what somebody did, and what only names their address."""
    of_users, of_addresses = (
        ContentType.objects.get(app_label=app, model=model)
        for app, model in (("auth", "user"), ("account", "emailaddress"))
    )
    entry = {"action_flag": CHANGE, "change_message": "[]"}
    LogEntry.objects.create(user=staff, content_type=of_users, object_id=user.pk, object_repr=user.username, **entry)
    LogEntry.objects.create(user=staff, content_type=of_addresses, object_id=77, object_repr=user.email, **entry)
    LogEntry.objects.create(user=user, content_type=of_users, object_id=staff.pk, object_repr="edith", **entry)


def test_what_staff_logged_about_others_stays(client, ada):
    staff = User.objects.create_user("edith", is_staff=True, is_superuser=True)
    of_users = ContentType.objects.get_for_model(User)
    LogEntry.objects.create(
        user=staff, content_type=of_users, object_id=f"{ada.pk}0", object_repr="ben", action_flag=CHANGE
    )
    confirm_password(client)
    client.post(DELETE_ACCOUNT)
    assert LogEntry.objects.count() == 1


# Strangers, reading, other tabs


@pytest.mark.parametrize("stranger", ["an unknown browser", "another browser", "another user"])
def test_a_stranger_deletes_nothing_of_somebody_else(owner, stranger):
    address = keep(owner, THREES)
    other = Client()
    if stranger == "another browser":
        keep(other, THREES)
    if stranger == "another user":
        other.force_login(User.objects.create_user("ben"))
    for ask in (other.get, other.post):
        assert ask(f"{address}delete/").status_code == 404
    other.post(DELETE_RESULTS)
    assert owner.get(address).status_code == 200


def test_reading_deletes_nothing(client, ada):
    ids = make_full(client)
    confirm_password(client)
    before = counts()
    for address in (MY_DATA, JSON, CSV, DELETE_RESULTS, DELETE_ACCOUNT, f"/results/{ids[0]}/delete/"):
        for read in (client.get, client.head):
            response = read(address, {"delete": "1", "confirm": "yes"})
            assert response.status_code == 200
            assert "no-store" in response["Cache-Control"]
    assert counts() == before
    assert User.objects.filter(pk=ada.pk).exists()


@pytest.mark.parametrize("address", [MY_DATA, JSON, CSV])
def test_pages_to_read_take_no_posts(client, address):
    assert client.post(address).status_code == 405


@pytest.mark.parametrize("address", [DELETE_RESULTS, DELETE_ACCOUNT, "result"])
def test_deleting_needs_the_token_of_the_form(client, ada, address):
    ids = make_full(client)
    confirm_password(client)
    before = counts()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client.cookies
    assert strict.post(address.replace("result", f"/results/{ids[0]}/delete/", address == "result")).status_code == 403
    assert counts() == before


def test_another_tab_that_goes_on_after_all_was_deleted_finds_nothing_and_leaves_nothing(owner):
    attempt = begin(owner)
    address = keep(owner, THREES)
    owner.post(DELETE_RESULTS)
    assert answer(owner, attempt, "purpose", THREES).status_code == 404
    assert owner.post(review_of(attempt), {}).status_code == 404
    assert owner.post(f"{address}try/", {"advice": "V1"}).status_code == 404
    assert owner.get(address).status_code == 404
    assert set(counts().values()) == {0}


def test_another_browser_that_was_signed_in_is_nobody_after_the_account_was_deleted(client, ada):
    elsewhere = Client()
    sign_in(elsewhere)
    attempt = begin(elsewhere)
    confirm_password(client)
    client.post(DELETE_ACCOUNT)
    assert answer(elsewhere, attempt, "purpose", THREES).status_code == 404
    assert elsewhere.get("/accounts/").status_code == 302
    assert elsewhere.get(DELETE_ACCOUNT).url.startswith("/accounts/login/")
    assert set(counts().values()) == {0}


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("step", ["begin", "section", "review"])
def test_deleting_the_account_in_the_midst_of_a_request_leaves_no_orphan_and_no_failure(client, ada, step):
    attempt = begin(client) if step != "begin" else None
    if step == "review":
        Attempt.objects.update(answers=THREES)
    # Elsewhere BEGIN is no statement; the one before it is the last that the transaction would not take back.
    finishing = "BEGIN" if connection.vendor == "sqlite" else "UPDATE"
    before = {"begin": 'INSERT INTO "assessment_attempt"', "section": "UPDATE", "review": finishing}[step]
    with meanwhile(ada.delete, before=before):
        response = {
            "begin": lambda: client.post(reverse("begin")),
            "section": lambda: answer(client, attempt, "purpose", THREES),
            "review": lambda: client.post(review_of(attempt), {}),
        }[step]()
    assert response.status_code in (302, 404)
    assert set(counts().values()) == {0}
