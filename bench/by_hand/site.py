"""A page that shows what was answered, and stores what is answered next."""

import json

from django.contrib.sessions.models import Session
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.urls import path

from bench.floor.site import SOME_DAY, page

QUESTIONS = [f"q{number}" for number in range(1, 29)]
ANSWERS = dict(enumerate(("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree"), 1))
SENTENCE = "A sentence on what somebody does online, about as long as one of ours"


def questions(request: HttpRequest) -> HttpResponse:
    """Show the form, or store it."""
    nothing = {"session_data": "{}", "expire_date": SOME_DAY}
    sitting, _ = Session.objects.get_or_create(session_key="a sitting", defaults=nothing)
    if request.method == "GET":
        return HttpResponse(form(get_token(request), json.loads(sitting.session_data)))
    answers = {key: int(request.POST[key]) for key in QUESTIONS}
    if not ANSWERS.keys() >= set(answers.values()):
        return HttpResponse("That is none of the answers.", status=400)
    Session.objects.filter(session_key=sitting.session_key).update(session_data=json.dumps(answers))
    return redirect(request.path)


def form(token: str, answers: dict[str, int]) -> str:
    """Return the page, with what was answered chosen."""
    asked = "".join(question(key, answers.get(key, 0)) for key in QUESTIONS)
    hidden = f'<input type="hidden" name="csrfmiddlewaretoken" value="{token}">'
    return f'<!doctype html><title>Questions</title><form method="post">{hidden}{asked}<button>Save</button></form>'


def question(key: str, given: int) -> str:
    """Return one question."""
    choices = (
        f'<label><input type="radio" name="{key}" value="{value}"{" checked" * (value == given)}> {label}</label>'
        for value, label in ANSWERS.items()
    )
    return f"<fieldset><legend>{SENTENCE}</legend>{''.join(choices)}</fieldset>"


urlpatterns = [path("questions", questions), path("readyz", page, {"size": 3})]
