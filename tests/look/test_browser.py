"""The look itself: accessible, within the window, and working without scripts."""

import pytest
from playwright.sync_api import expect

from tests.browser import assert_accessible, assert_fits, sign_in
from tests.factories import UserFactory

WIDTHS = [1280, 768, 375, 320]
SERVICE_PAGES = ["/accounts/login/", "/accounts/password/reset/", "/help/", "/accessibility/", "/privacy/", "/nowhere/"]


@pytest.fixture(autouse=True)
def _shown(settings):
    settings.DEMO = True
    settings.COUNCIL_NAME = "Northmoor Council"
    settings.CONTACT_EMAIL = "plan@northmoor.example"


@pytest.mark.parametrize("width", WIDTHS)
def test_gallery_is_accessible_and_fits(new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    page.goto("/gallery/")
    page.evaluate("document.querySelectorAll('details').forEach(each => { each.open = true })")

    assert_accessible(page)
    assert_fits(page)


@pytest.mark.parametrize("width", [1280, 320])
def test_gallery_with_mistakes_is_accessible_and_fits(new_page, width):
    page = new_page(viewport={"width": width, "height": 900})
    page.goto("/gallery/")
    page.get_by_role("button", name="Submit update").click()

    expect(page.get_by_role("alert")).to_contain_text("Choose how it is going")
    expect(page).to_have_title("Error: Components – Children’s Plan – Northmoor Council")
    assert_accessible(page)
    assert_fits(page)


@pytest.mark.parametrize("address", SERVICE_PAGES)
def test_service_page_is_accessible_and_fits(new_page, address):
    page = new_page(viewport={"width": 320, "height": 700})
    page.goto(address)

    assert_accessible(page)
    assert_fits(page)


def test_mistake_is_reached_from_the_summary(page):
    page.goto("/accounts/login/")
    page.get_by_role("button", name="Sign in").click()

    expect(page.locator(".govuk-error-summary")).to_be_focused()
    page.get_by_role("link", name="Enter your password").click()

    expect(page.get_by_label("Password", exact=True)).to_be_focused()


def test_questions_for_some_choices_appear_with_them(page):
    page.goto("/gallery/")
    delay = page.get_by_role("group", name="About the delay")

    expect(delay).to_be_hidden()
    page.get_by_label("Some concern", exact=True).check()
    expect(delay).to_be_visible()
    page.get_by_label("On track", exact=True).check()
    expect(delay).to_be_hidden()


def test_questions_for_some_choices_are_all_there_without_scripts(new_page):
    page = new_page(java_script_enabled=False)
    page.goto("/gallery/")

    expect(page.get_by_role("group", name="About the delay")).to_be_visible()
    expect(page.get_by_role("button", name="Submit update")).to_be_visible()


def test_news_takes_the_focus_once_scripts_run(page):
    page.goto("/gallery/")

    expect(page.locator("[data-app-focus]").first).to_be_focused()


def test_menu_of_a_phone_opens_below_a_button_that_stays(new_page, db):
    page = new_page(viewport={"width": 375, "height": 700})
    sign_in(page, UserFactory())
    page.goto("/help/")
    button = page.get_by_role("button", name="Menu")
    before = button.bounding_box()

    expect(page.get_by_role("link", name="My actions")).to_be_hidden()
    button.click()

    expect(page.get_by_role("link", name="My actions")).to_be_visible()
    assert button.bounding_box() == before
    assert_accessible(page)


def test_menu_without_scripts_is_open(new_page, db):
    page = new_page(viewport={"width": 375, "height": 700}, java_script_enabled=False)
    sign_in(page, UserFactory())
    page.goto("/help/")

    expect(page.get_by_role("link", name="My actions")).to_be_visible()


def test_skip_link_is_the_first_stop(page):
    page.goto("/help/")
    page.keyboard.press("Tab")

    expect(page.get_by_role("link", name="Skip to main content")).to_be_focused()
