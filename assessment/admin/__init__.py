"""The editors' desk."""

from assessment.admin import advice, people, questionnaires, results, sections

__all__ = ["advice", "people", "questionnaires", "results", "sections"]
