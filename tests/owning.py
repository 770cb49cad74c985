"""What people own: results put straight into the hands of a test client, and what the site tells of them."""

import json

from django.contrib.auth import SESSION_KEY as USER_KEY
from django.urls import reverse
from making import INFLUENCER, TOO_FEW, make_attempt

from assessment.models import Attempt, Commitment, Result, Share, Visitor
from assessment.visiting import SESSION_KEY


def visitor_at(client):
    """Return whom the site takes this client for; a new one gets a token."""
    session = client.session
    if USER_KEY in session:
        return Visitor(user_id=int(session[USER_KEY]))
    if SESSION_KEY not in session:
        session[SESSION_KEY] = f"token-{session.session_key}"[:43]
        session.save()
    return Visitor(browser=session[SESSION_KEY])


def keep(client, answers, **context):
    """Store a result for who is at this client and return its address."""
    result = Result.objects.of(make_attempt(visitor_at(client), answers, context))
    return f"/results/{result.pk}/"


def result_at(address):
    """Return the result that an address belongs to."""
    return Result.objects.get(pk=address.split("/")[2])


def make_full(client):
    """Keep two results, one of them planned with and shared, and a draft; return the ids of all sittings."""
    shared = result_at(keep(client, INFLUENCER, main_purpose="brand"))
    Commitment.objects.make(shared, shared.read().advice.shown[0].key)
    Share.objects.create(result=shared)
    return [shared.pk, result_at(keep(client, TOO_FEW)).pk, make_attempt(visitor_at(client), {"P1": 3}).pk]


def counts():
    """Return how much of each kind is stored, of everybody."""
    return {model._meta.label: model.objects.count() for model in (Attempt, Result, Commitment, Share)}


def body(response):
    """Return what an answer says, streamed or not."""
    return response.getvalue().decode() if response.streaming else response.content.decode()


def taken(client):
    """Return all that is stored of who is at this client, as handed out to them."""
    return json.loads(body(client.get(reverse("my_data_json"))))
