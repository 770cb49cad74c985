"""What people own: results stored without going through the pages, and what the site tells about them."""

import json
import secrets

from django.conf import settings
from django.contrib.auth import SESSION_KEY as USER_KEY
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from making import INFLUENCER, TOO_FEW, make_attempt

from assessment.models import Attempt, Commitment, Result, Share, Visitor
from assessment.urls import urlpatterns
from assessment.visiting import browser_of, remember


def visitor_at(client):
    """Return whom the site takes this client for; a new one gets a token."""
    if settings.SESSION_COOKIE_NAME in client.cookies and USER_KEY in client.session:
        return Visitor(user_id=int(client.session[USER_KEY]))
    return browser_at(client)


def browser_at(client):
    """Return the token by which this client's browser is known without an account; a new browser gets one."""
    if not token_of(client):
        give_token(client, secrets.token_urlsafe(16))
    return Visitor(browser=token_of(client))


def token_of(client):
    """Return the token that a client's cookie holds, "" for none."""
    request = HttpRequest()
    request.COOKIES = {name: cookie.value for name, cookie in client.cookies.items()}
    return browser_of(request).browser


def give_token(client, token):
    """Give a client the cookie that holds a token, as the site would."""
    answer = HttpResponse()
    remember(Visitor(browser=token), answer)
    client.cookies.update(answer.cookies)


def store_result(client, answers, **context):
    """Store a result for whoever is at this client and return its address."""
    result = Result.objects.finish(make_attempt(visitor_at(client), answers, context))
    return f"/results/{result.pk}/"


def result_at(address):
    """Return the result that an address belongs to."""
    return Result.objects.get(pk=address.split("/")[2])


def make_link(client, result, days=""):
    """Share a result and return the address that others open."""
    client.post(reverse("share", args=[result.pk]), {"days": days})
    return reverse("shared", args=[Share.objects.get(result=result).token])


def make_one_of_each(client):
    """Store a result with a plan and a link, one without, and an unfinished attempt; return the ids of all three."""
    shared = result_at(store_result(client, INFLUENCER, main_purpose="brand"))
    Commitment.objects.make(shared, shared.read().advice.shown[0].key)
    Share.objects.create(result=shared)
    return [shared.pk, result_at(store_result(client, TOO_FEW)).pk, make_attempt(visitor_at(client), {"P1": 3}).pk]


def counts():
    """Return how many rows of each kind are stored, of everybody."""
    return {model._meta.label: model.objects.count() for model in (Attempt, Result, Commitment, Share)}


def all_addresses(**ids):
    """Return the address of every page by its name, with these ids in their places."""
    given = {"dimension": "purpose", "token": "a-link", "role": "influenced", "firmness": "clear", "score": "30"} | ids
    places = {one.name: one.pattern.regex.groupindex for one in urlpatterns}
    return {name: reverse(name, kwargs={place: given[place] for place in needed}) for name, needed in places.items()}


def body(response):
    """Return the text of a response, streamed or not."""
    return response.getvalue().decode() if response.streaming else response.text


def exported(client):
    """Return all that is stored about whoever is at this client, as they can download it."""
    return json.loads(body(client.get(reverse("my_data_json"))))
