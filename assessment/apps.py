"""The app: everything about influence lives in it."""

from django.apps import AppConfig


class AssessmentConfig(AppConfig):
    """Register the app under its name."""

    name = "assessment"
    verbose_name = "Assessment"
