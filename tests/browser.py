"""What a browser test does besides what its person does."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Locator, Page

from partnership.models import User

# Milliseconds for what takes a moment: a machine that does much else besides is no failure.
PATIENCE = 60_000

AXE = Path(settings.BASE_DIR, "node_modules/axe-core/axe.min.js")
# What else axe has looked at is not described: that takes longer than looking.
VIOLATIONS = """
async tags => (
    await axe.run({runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
).violations
"""
WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def wait_for_pages_that_presses_lead_to(patch: pytest.MonkeyPatch) -> None:
    """Have a press on something return once the page that it leads to is there, if it leads to one.

    By itself it returns as soon as that page begins to arrive, when no script there hears what is done next.
    """
    for press in (Locator.click, Locator.press):
        patch.setattr(Locator, press.__name__, _and_arrive(press))


def _and_arrive(press: Callable[..., None]) -> Callable[..., None]:
    def press_and_arrive(on: Locator, *args: Any, **kwargs: Any) -> None:
        press(on, *args, **kwargs)
        on.page.wait_for_load_state()

    return press_and_arrive


def bring_axe(page: Page) -> None:
    """Have axe ready on every page to come, which costs a walk through many less than bringing it to each."""
    page.add_init_script(AXE.read_text())


def assert_accessible(page: Page) -> None:
    """axe finds nothing on the page as it stands that breaks WCAG 2.2 A or AA."""
    page.wait_for_load_state()
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    violations: list[dict[str, Any]] = page.evaluate(VIOLATIONS, WCAG_2_2_AA)
    problems = [
        f"{violation['id']}: {violation['help']}\n  at {' '.join(map(str, node['target']))}\n  {node['html'][:200]}"
        for violation in violations
        for node in violation["nodes"]
    ]
    assert not problems, f"{page.url}\n" + "\n".join(problems)


def assert_fits(page: Page) -> None:
    """Nothing on the page makes it scroll sideways."""
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), (
        f"{page.url} is wider than the window: {page.evaluate(WIDEST)}"
    )


WIDEST = """
() => [...document.querySelectorAll("body *")]
    .filter(element => element.getBoundingClientRect().right > window.innerWidth)
    .map(element => element.tagName + "." + element.className)
    .slice(0, 5)
"""


def sign_in(page: Page, user: User) -> None:
    """Give the browser a session of `user`; the sign-in page has tests of its own."""
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies(
        [{"name": session.key, "value": session.value, "domain": "localhost", "path": "/", "httpOnly": True}]
    )
