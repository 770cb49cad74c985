"""Results that were stored in an earlier form are brought into today's, and back."""

import importlib
import json

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from making import FIVES, INFLUENCER, LISTENER, TOO_FEW, current
from owning import keep

from assessment.models import Questionnaire, Result

TABLE = Questionnaire._meta.db_table
MIGRATION = importlib.import_module("assessment.migrations.0006_results_without_names")


@pytest.mark.parametrize("answers", [INFLUENCER, LISTENER, FIVES, TOO_FEW, {}])
def test_the_small_parts_of_a_result_lose_their_names_and_get_them_back(client, answers):
    keep(client, answers, main_purpose="teach")
    today = Result.objects.get()
    MIGRATION.rewriting(MIGRATION.with_names)(apps, None)
    before = json.loads(Result.objects.get().kept)
    assert set(before["advice"]["shown"][0]) == {"key", "trigger"} if before["advice"]["shown"] else True
    assert set(before["finding"]["gap"]) == {"aims", "practice", "mismatch", "ground"}
    MIGRATION.rewriting(MIGRATION.without_names)(apps, None)
    assert Result.objects.get().kept == today.kept
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
