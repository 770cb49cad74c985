"""The forms of a page, sent back as a browser would send them."""

from html.parser import HTMLParser

SKIPPED = {"submit", "button", "reset", "image", "file"}


class Forms(HTMLParser):
    """Collects the names and values of every form that posts."""

    def __init__(self):
        super().__init__()
        self.forms, self.inside = [], None
        self.select = self.area = None

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form":
            self.inside = {} if given.get("method") == "post" else None
        if self.inside is None or ("name" not in given and tag != "option"):
            return
        if tag == "input":
            self.take_input(given)
        elif tag == "select":
            self.select = (given["name"], "multiple" in given, [], [])
        elif tag == "option" and self.select:
            self.select[2].append(given.get("value", ""))
            if "selected" in given:
                self.select[3].append(given.get("value", ""))
        elif tag == "textarea":
            self.area = (given["name"], [])

    def take_input(self, given):
        kind = given.get("type", "text")
        ticked = kind not in {"checkbox", "radio"} or "checked" in given
        if kind not in SKIPPED and ticked:
            self.inside.setdefault(given["name"], []).append(given.get("value", "on" if kind == "checkbox" else ""))

    def handle_data(self, data):
        if self.area:
            self.area[1].append(data)

    def handle_endtag(self, tag):
        if tag == "select" and self.select:
            name, several, offered, chosen = self.select
            self.inside.setdefault(name, []).extend(chosen or ([] if several else offered[:1]))
            self.select = None
        elif tag == "textarea" and self.area:
            text = "".join(self.area[1])
            self.inside.setdefault(self.area[0], []).append(text.removeprefix("\n"))
            self.area = None
        elif tag == "form" and self.inside is not None:
            self.forms.append(self.inside)
            self.inside = None


def forms_of(response):
    """Return every form that posts, as a dict from name to list of values."""
    parser = Forms()
    parser.feed(response.text)
    return parser.forms


def form_with(response, name):
    """Return the form that has a field of this name, without the token."""
    form = next(form for form in forms_of(response) if name in form)
    return {key: values for key, values in form.items() if key != "csrfmiddlewaretoken"}
