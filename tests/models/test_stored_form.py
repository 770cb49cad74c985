"""Results that were stored in an earlier form are brought into today's, and back."""

import importlib
import json

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from making import FIVES, INFLUENCER, LISTENER, TOO_FEW, current
from owning import store_result

from assessment.models import Questionnaire, Result

TABLE = Questionnaire._meta.db_table
(PARTS,), (WHOLES,) = (
    importlib.import_module(f"assessment.migrations.{name}").Migration.operations
    for name in ("0006_results_without_names", "0011_results_as_tuples")
)


@pytest.mark.parametrize("answers", [INFLUENCER, LISTENER, FIVES, TOO_FEW, {}])
def test_a_result_loses_the_names_of_what_it_holds_and_gets_them_back(client, answers):
    store_result(client, answers, main_purpose="teach")
    today = Result.objects.get()
    for operation in (WHOLES, PARTS):
        operation.reverse_code(apps, None)
    before = json.loads(Result.objects.get().kept)
    assert set(before) == {"finding", "advice"}
    assert set(before["advice"]["shown"][0]) == {"key", "trigger"} if before["advice"]["shown"] else True
    assert set(before["finding"]["gap"]) == {"aims", "practice", "mismatch", "ground"}
    for operation in (PARTS, WHOLES):
        operation.code(apps, None)
    assert Result.objects.get().kept == today.kept
    assert Result.objects.get().read() == today.read()


def test_a_finding_from_before_what_authenticity_takes_was_kept_takes_nothing(client):
    store_result(client, INFLUENCER)
    today = Result.objects.get()
    WHOLES.reverse_code(apps, None)
    named = Result.objects.get()
    kept = json.loads(named.kept)
    del kept["finding"]["taken"]
    Result.objects.update(kept=json.dumps(kept))
    WHOLES.code(apps, None)
    assert Result.objects.get().read() == today.read()


def columns():
    with connection.cursor() as cursor:
        return [column.name for column in connection.introspection.get_table_description(cursor, TABLE)]


@pytest.mark.django_db(transaction=True)
def test_a_document_moves_behind_all_other_columns_and_back_with_every_letter():
    today = current().document
    call_command("migrate", "assessment", "0006", verbosity=0)
    try:
        assert Questionnaire.objects.values_list("document", flat=True).get() == today
    finally:
        call_command("migrate", "assessment", verbosity=0)
    assert columns()[-1] == "document"
    assert Questionnaire.objects.values_list("document", flat=True).get() == today
