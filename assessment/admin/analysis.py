"""How well a version measures: every figure, and the anonymous answers behind them to download."""

from collections.abc import Iterable

from django.contrib.admin import ModelAdmin
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from assessment.admin import answer_sheets
from assessment.admin.versions import address_of, back_with, show
from assessment.analysis.report import FEWEST
from assessment.models import AnalysisRun, Attempt, Questionnaire
from assessment.models.gathering import cutoff
from assessment.words.alerts import alert_words
from assessment.words.analysis import tables

MOST_AT_ONCE = 10_000
"""The most sittings that are analysed while somebody waits; for more there is `manage.py analyse`."""


def analysis_page(desk: ModelAdmin, request: HttpRequest, version: Questionnaire) -> HttpResponse:
    """Show what to look at first, and every figure."""
    if version.is_draft:
        return back_with(desk, request, version, _("A draft has no answers."))
    run = newest_run(version)
    context = {
        "title": _("Analysis"),
        "subtitle": version,
        "version": version,
        "run": run,
        "fewest": FEWEST,
        "most": MOST_AT_ONCE,
    }
    if run and run.sittings >= FEWEST:
        analysis = run.read()
        context |= {"analysis": analysis, "alerts": alert_words(analysis, version.content)}
        context |= {"tables": tables(analysis, version.content)}
    return show(desk, request, "analysis", context)


def newest_run(version: Questionnaire) -> AnalysisRun | None:
    """Return the stored run, or a new one where that is quick and there is more to tell of since."""
    stored = version.analyses.first()
    finished = Attempt.objects.finished().filter(questionnaire=version)
    if finished[MOST_AT_ONCE:].exists() or (stored and cutoff(finished) <= stored.made_at):
        return stored
    return AnalysisRun.worked_out(version)


def answers_file(desk: ModelAdmin, request: HttpRequest, version: Questionnaire) -> HttpResponseBase:
    """Send the answers without any identity, unless they are so few that they would reveal who answered what."""
    if not Attempt.objects.finished().filter(questionnaire=version)[FEWEST - 1 :].exists():
        desk.message_user(request, _("Answers can be downloaded from %(n)d sittings on.") % {"n": FEWEST})
        return redirect(address_of(version, "analysis"))
    return csv_file(answer_sheets.sheets(version), f"answers-set-{version.number}.csv")


def codebook_file(desk: ModelAdmin, request: HttpRequest, version: Questionnaire) -> HttpResponseBase:
    """Send what the columns of the answers mean."""
    if version.is_draft:
        return back_with(desk, request, version, _("A draft has no answers."))
    return csv_file(answer_sheets.codebook(version), f"codebook-set-{version.number}.csv")


def csv_file(lines: Iterable[str], name: str) -> StreamingHttpResponse:
    """Return a table to be saved, line by line as it is made."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8", headers=headers)
