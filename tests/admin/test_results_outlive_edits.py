"""Whatever editors do in the desk, a result that somebody has stays as it was, byte for byte."""

import pytest
from another import read_anew
from editing import draft_by_button, publish, save
from making import INFLUENCER, THREES, current, take

pytestmark = pytest.mark.usefixtures("published")


@pytest.fixture(params=["threes", "influencer"])
def seen(client, request):
    """Return a function that says whether the pages of a result read as they first did."""
    address = take(client, {"threes": THREES, "influencer": INFLUENCER}[request.param])
    places = (address, f"{address}ledger/")
    before = [read_anew(client, place) for place in places]
    return lambda: [read_anew(client, place) for place in places] == before


def test_after_statements_are_reworded_added_deleted_and_reordered_and_published(admin_client, seen):
    draft = draft_by_button(admin_client, current())
    section = draft.sections.first()
    save(
        admin_client,
        section,
        heading="Another heading",
        **{"questions-0-text": "To be heard", "questions-1-order": "50", "questions-2-order": "0"},
    )
    save(admin_client, draft.advice.first(), title="Another title", order="77")
    save(admin_client, section, **{"questions-6-DELETE": "on", "questions-3-DELETE": "on"})
    said = publish(admin_client, draft, kind_P1="meaning")
    assert "is what visitors take from now on" in said, said
    assert current() == draft
    assert seen()
