"""Another process of the site, which has seen nothing yet."""

from assessment.models.questionnaire import published_document
from assessment.templatetags.parts import rendered
from assessment.views.results import ledger_page, result_page

KEPT = (published_document, rendered, ledger_page, result_page)


def another_worker():
    """Forget what this process keeps of versions and results: the next request is answered as another would."""
    for kept in KEPT:
        kept.cache_clear()
