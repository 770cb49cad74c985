"""Every text of a page goes through gettext, so that another language needs nothing but a catalogue."""

import ast
import re
from itertools import chain, pairwise

import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import translation
from lxml import html
from making import FIVES, THREES, current, make_attempt, review_of, section_of
from msgspec import to_builtins
from owning import all_addresses, make_one_of_each, store_result, visitor_at
from signing import ADDRESS

from assessment.content.library import LIBRARY
from assessment.models import Share

pytestmark = pytest.mark.usefixtures("published")

ACCOUNT = ("account", "account_login", "account_signup", "account_reset_password", "account_email", "usersessions_list")
OPEN, CLOSE = "\ue010", "\ue011"
MARKED = re.compile(f"{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}")
WORD_OR_YEAR = re.compile("[A-Za-z]{2}|20[0-9]{2}")
"""What another language writes otherwise: of dates, the order of their parts, too."""

FIXED_DATE = re.compile(r"""\|date:["']\w+ """)
"""Parts of a date, in an order that no translation can change."""

NO_PLACEHOLDER = re.compile(r"[0-9]% ?[a-zA-Z]")
"""What xgettext takes for a placeholder, unless a comment tells it otherwise: in "40% give", the "% g"."""

PRINTED = """//text()[not(ancestor::script or ancestor::*[@translate="no" or @class="formula"])]
    | //@alt | //@placeholder | //@aria-label | //@*[starts-with(name(), "data-")]"""


@pytest.fixture
def _marking(monkeypatch):
    """Speak a language that marks what it translates; pages are kept by language, so all are rendered anew."""
    saying = {
        "gettext": marked,
        "pgettext": lambda _context, text: marked(text),
        "ngettext": lambda one, many, number: marked(one if number == 1 else many),
        "get_language": lambda: "xx",
    }
    for name, say in saying.items():
        monkeypatch.setattr(translation._trans, name, say)


def marked(text):
    return f"{OPEN}{text}{CLOSE}"


def texts(value):
    """Yield whatever a question set or the articles say."""
    if isinstance(value, str):
        yield " ".join(value.split()).removesuffix(".")
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, tuple | list) else ():
        yield from texts(one)


def unmarked(page, content):
    """Return what a page prints that is neither translated nor content."""
    while page != (page := MARKED.sub("", page)):
        pass
    printed = [" ".join(text.split()) for text in html.fromstring(page).xpath(PRINTED)]
    return [text for text in printed if WORD_OR_YEAR.search(content.sub("", text))]


@pytest.mark.usefixtures("_marking")
def test_every_text_of_every_page_is_marked_for_translation(owner):
    said = {*texts(to_builtins(current().content)), *texts(to_builtins(LIBRARY)), ADDRESS, "UTC"}
    longest_first = sorted(filter(None, said), key=len, reverse=True)
    content = re.compile(rf"http\S+|(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)
    result, _, begun = make_one_of_each(owner)
    complete = make_attempt(visitor_at(owner), THREES)
    addresses = all_addresses(result_id=result, attempt_id=begun, token=Share.objects.get().token)
    compared = f"{addresses.pop('compare')}?a={result}&b={store_result(owner, THREES).split('/')[2]}"
    named = [address for address in addresses.values() if "." not in address]  # no pictures and downloads
    asked = [*named, compared, store_result(owner, FIVES), review_of(complete), *map(reverse, ACCOUNT), "/nowhere/"]
    pages = [*(owner.get(address, follow=True) for address in asked), owner.post(section_of(complete), {"P1": "9"})]
    assert [(page.request["PATH_INFO"], told) for page in pages if (told := unmarked(page.text, content))] == []


@pytest.mark.usefixtures("_marking")
def test_a_question_set_has_a_name_that_is_marked_for_translation():
    assert MARKED.sub("", str(current())) == ""


def test_every_order_of_a_date_is_marked_for_translation():
    pages = (settings.BASE_DIR / "templates").rglob("*.*")
    assert [page.name for page in pages if FIXED_DATE.search(page.read_text())] == []


def sources():
    """Yield every module of the site as text."""
    paths = chain.from_iterable((settings.BASE_DIR / room).rglob("*.py") for room in ("assessment", "influence_site"))
    yield from ((path.name, path.read_text()) for path in paths)


def test_no_percentage_obliges_a_translation_to_keep_a_placeholder():
    lines = [(name, *pair) for name, text in sources() for pair in pairwise(text.splitlines())]
    found = [(name, line) for name, before, line in lines if NO_PLACEHOLDER.search(line) and "no-python" not in before]
    assert found == []


def test_no_text_is_hidden_from_catalogues_within_an_f_string():
    strings = [
        (name, ast.unparse(node))
        for name, text in sources()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.JoinedStr)
    ]
    assert len(strings) > 100
    assert [(name, string) for name, string in strings if re.search(r"\b(_|n?gettext(_lazy)?)\(", string)] == []
