"""Addresses."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from assessment.scoring.vocabulary import Dimension
from assessment.views import pages, results, taking


class DimensionConverter(StringConverter):
    """One of the four sections."""

    regex = "|".join(Dimension)

    def to_python(self, value: str) -> Dimension:
        """Return the dimension of that name."""
        return Dimension(value)


register_converter(DimensionConverter, "dimension")

urlpatterns = [
    path("", pages.start, name="start"),
    path("take/", taking.begin, name="begin"),
    path("take/<uuid:attempt_id>/<dimension:dimension>/", taking.section, name="section"),
    path("take/<uuid:attempt_id>/review/", taking.review, name="review"),
    path("results/<uuid:result_id>/", results.result, name="result"),
    path("results/<uuid:result_id>/ledger/", results.ledger, name="ledger"),
]
