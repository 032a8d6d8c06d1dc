"""Somebody at a site over HTTP, without scripts: they follow links, fill in forms and press buttons."""

from __future__ import annotations

import http.cookiejar
import re
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser


class Stuck(RuntimeError):
    """What the visitor looks for is not on the page."""


@dataclass
class Form:
    action: str
    method: str
    # What the browser would send if nothing were touched.
    values: dict[str, str] = field(default_factory=dict)
    # Radio buttons and boxes to tick: name and value by id.
    choices: dict[str, tuple[str, str]] = field(default_factory=dict)
    # The words beside each field, by its id.
    labels: dict[str, str] = field(default_factory=dict)
    # Name and value by the words on each button.
    buttons: dict[str, tuple[str, str]] = field(default_factory=dict)


@dataclass
class Page:
    address: str
    body: bytes
    content_type: str
    links: list[tuple[str, str]] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    heading: str = ""

    def addresses(self, pattern: str) -> list[str]:
        """Every address linked to that matches, once each, in the order of the page."""
        return list(dict.fromkeys(address for _, address in self.links if re.search(pattern, address)))

    def offers(self, button: str) -> bool:
        return any(words.startswith(button) for form in self.forms for words in form.buttons)

    def form(self, *, button: str) -> Form:
        """The form with a button that reads so, from its beginning."""
        for form in self.forms:
            if any(words.startswith(button) for words in form.buttons):
                return form
        raise Stuck(f"{self.address} has no button “{button}”.")


class Visitor:
    """One person at one browser."""

    def __init__(self, site: str) -> None:
        self.site = site
        self.cookies = http.cookiejar.CookieJar()
        self.opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def open(self, address: str, values: dict[str, str] | None = None) -> Page:
        """The page at an address, or what it answers to `values`."""
        whole = urllib.parse.urljoin(self.site, address)
        data = urllib.parse.urlencode(values).encode() if values is not None else None
        request = urllib.request.Request(whole, data, headers={"Referer": whole})
        try:
            with self.opener.open(request, timeout=60) as answer:
                page = Page(answer.url, answer.read(), answer.headers.get_content_type())
        except urllib.error.HTTPError as error:
            raise Stuck(f"{whole} answers {error.code}.") from error
        return read(page)

    def press(self, page: Page, button: str, **answers: str) -> Page:
        """Fill in the form that has the button, naming each field as it is posted, and press it."""
        form = page.form(button=button)
        values = dict(form.values)
        for words, answer in answers.items():
            values |= _answer(page, form, words, answer)
        name, value = next(said for words, said in form.buttons.items() if words.startswith(button))
        if name:
            values[name] = value
        target = urllib.parse.urljoin(page.address, form.action or page.address)
        if form.method == "get":
            return self.open(f"{target}?{urllib.parse.urlencode(values)}")
        return self.open(target, values)

    def sign_in(self, email: str, password: str) -> Page:
        page = self.press(self.open("/accounts/login/"), "Sign in", login=email, password=password)
        if "/accounts/login/" in page.address:
            raise Stuck(f"{email} cannot sign in.")
        return page


def _answer(page: Page, form: Form, field_name: str, answer: str) -> dict[str, str]:
    """What choosing or typing `answer` sends: radio buttons by their words, other fields as typed."""
    offered = {form.labels.get(ident, ""): said for ident, said in form.choices.items() if said[0] == field_name}
    if offered:
        for words, (name, value) in offered.items():
            if words.startswith(answer):
                return {name: value}
        raise Stuck(f"{page.address} does not offer “{answer}” but {', '.join(offered)}.")
    if field_name not in form.values:
        raise Stuck(f"{page.address} does not ask for {field_name}.")
    return {field_name: answer}


def read(page: Page) -> Page:
    """The page with its links and forms, if it is one for people."""
    if page.content_type == "text/html":
        _Reader(page).feed(page.body.decode())
    return page


class _Reader(HTMLParser):
    """Fills a page with its links and forms."""

    def __init__(self, page: Page) -> None:
        super().__init__()
        self.page = page
        self.form: Form | None = None
        self.select = ""
        self.catching: list[tuple[str, dict[str, str], list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        at = {name: value or "" for name, value in attrs}
        if tag == "form":
            self.form = Form(at.get("action", ""), at.get("method", "get").lower())
            self.page.forms.append(self.form)
        elif tag == "input" and self.form:
            self._input(self.form, at)
        if tag in {"a", "label", "button", "option", "textarea", "h1"}:
            self.catching.append((tag, at, []))
        elif tag == "select" and self.form:
            self.select = at["name"]
            self.form.values.setdefault(at["name"], "")

    def handle_data(self, data: str) -> None:
        for _, _, words in self.catching:
            words.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.form = None
        if self.catching and self.catching[-1][0] == tag:
            _, at, words = self.catching.pop()
            self._caught(tag, at, "".join(words))

    def _input(self, form: Form, at: dict[str, str]) -> None:
        kind, name = at.get("type", "text"), at.get("name", "")
        if kind in {"radio", "checkbox"}:
            form.choices[at.get("id", "")] = (name, at.get("value", "on"))
            if "checked" in at:
                form.values[name] = at.get("value", "on")
        elif kind == "submit":
            form.buttons[at.get("value", "")] = (name, at.get("value", ""))
        elif name:
            form.values[name] = at.get("value", "")

    def _caught(self, tag: str, at: dict[str, str], raw: str) -> None:
        words = " ".join(raw.split())
        if tag == "a" and "href" in at:
            self.page.links.append((words, at["href"]))
        elif tag == "h1":
            self.page.heading = words
        elif self.form is None:
            return
        elif tag == "label":
            self.form.labels[at.get("for", "")] = words
        elif tag == "button":
            self.form.buttons[words] = (at.get("name", ""), at.get("value", ""))
        elif tag == "textarea":
            # A browser drops the line break that begins a textarea.
            self.form.values[at["name"]] = raw.removeprefix("\n")
        elif tag == "option" and "selected" in at:
            self.form.values[self.select] = at.get("value", words)
