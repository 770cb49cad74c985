"""The editors' desk."""

from assessment.admin import advice, questionnaires, results, sections

__all__ = ["advice", "questionnaires", "results", "sections"]
