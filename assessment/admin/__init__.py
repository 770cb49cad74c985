"""The editors' desk."""

from assessment.admin import questionnaires, results

__all__ = ["questionnaires", "results"]
