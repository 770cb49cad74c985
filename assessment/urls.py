"""Addresses, the most visited first: each is tried in turn."""

from django.urls import path, re_path, register_converter
from django.urls.converters import StringConverter

from assessment.scoring.vocabulary import Dimension, Firmness, Role
from assessment.views import (
    history,
    keeping,
    my_data,
    pictures,
    planning,
    reading,
    results,
    sharing,
    side_by_side,
    start,
    taking,
)


class DimensionConverter(StringConverter):
    """One of the four sections."""

    regex = "|".join(Dimension)

    def to_python(self, value: str) -> Dimension:
        """Return the dimension of that name."""
        return Dimension(value)


register_converter(DimensionConverter, "dimension")

PICTURE = rf"(?P<role>{'|'.join(Role)})-(?P<firmness>{'|'.join(Firmness)})-(?P<score>[1-9]?[0-9]|100)\.png"

urlpatterns = [
    path("", start.start, name="start"),
    path("take/<uuid:attempt_id>/<dimension:dimension>/", taking.section, name="section"),
    path("take/<uuid:attempt_id>/review/", taking.review, name="review"),
    path("take/", taking.begin, name="begin"),
    path("results/<uuid:result_id>/", results.result, name="result"),
    path("results/", history.history, name="history"),
    path("method/", reading.method, name="method"),
    path("sources/", reading.sources, name="sources"),
    path("privacy/", reading.privacy, name="privacy"),
    path("accessibility/", reading.accessibility, name="accessibility"),
    path("results/compare/", side_by_side.compare, name="compare"),
    path("results/claim/", keeping.claim, name="claim"),
    path("results/forget/", keeping.forget, name="forget"),
    path("results/<uuid:result_id>/keep/", keeping.keep, name="keep"),
    path("results/<uuid:result_id>/label/", results.label, name="label"),
    path("results/<uuid:result_id>/ledger/", results.ledger, name="ledger"),
    path("results/<uuid:result_id>/try/", planning.commit, name="commit"),
    path("results/<uuid:result_id>/kept/", planning.kept, name="kept"),
    path("results/<uuid:result_id>/retake.ics", planning.retake_calendar, name="retake_calendar"),
    path("results/<uuid:result_id>/delete/", my_data.delete_result, name="delete_result"),
    path("my-data/", my_data.my_data, name="my_data"),
    path("my-data/download.json", my_data.download_json, name="my_data_json"),
    path("my-data/download.csv", my_data.download_csv, name="my_data_csv"),
    path("my-data/delete-results/", my_data.delete_results, name="delete_results"),
    path("my-data/delete-account/", my_data.delete_account, name="delete_account"),
    path("results/<uuid:result_id>/share/", sharing.share, name="share"),
    path("shared/<slug:token>/", sharing.shared, name="shared"),
    path("picture.png", pictures.of_site, name="site_picture"),
    re_path(rf"^shared/image/{PICTURE}\Z", pictures.of_headline, name="share_image"),
]
