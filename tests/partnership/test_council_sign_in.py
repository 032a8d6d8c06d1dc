"""Coming in through the council's own sign-in, in a browser, by way of a real provider of OpenID Connect."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from playwright.sync_api import Page, expect

from monitoring.models import Draft
from partnership.models import User
from tests import openid
from tests.browser import assert_accessible
from tests.factories import PASSWORD, ActionFactory, PeriodFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "amina.yusuf@fernshire.example"
CLOSED = "Somebody has closed it, usually because you have left your post. What you wrote is kept under your name."
TYPED = "Nine of twelve schools now have a weekly drop-in."


@pytest.fixture
def officer(transactional_db):
    return UserFactory(email=ADDRESS, name="Amina Yusuf")


def connected() -> list[tuple[str, str, str]]:
    """Which keys of which provider open whose account."""
    return list(SocialAccount.objects.values_list("provider", "uid", "user__email").order_by("provider", "uid"))


def is_signed_in(page: Page) -> bool:
    """Whether this browser may read a page that is only for people with an account."""
    return page.request.get("/account/", max_redirects=0).status == 200


# --- Who comes in ------------------------------------------------------------------------------


def test_council_sign_in_opens_the_account_with_that_address_in_any_case(page, officer, council):
    council.knows("a1", email="Amina.Yusuf@Fernshire.EXAMPLE", email_verified=True)
    page.goto("/accounts/login/")
    assert_accessible(page)

    council.sign_in(page, "a1")

    page.goto("/account/")
    expect(page.locator("dd").nth(0)).to_have_text("Amina Yusuf")
    assert connected() == [("council", "a1", ADDRESS)]
    assert list(User.objects.all()) == [officer]


def test_council_sign_in_leads_back_to_where_one_wanted_to_go(page, officer, council):
    council.knows("a1", email=ADDRESS, email_verified=True)
    page.goto("/plans/?page=1")

    council.sign_in(page, "a1")

    expect(page).to_have_url(re.compile(r"/plans/\?page=1$"))


def test_council_sign_in_knows_somebody_again_whose_address_has_changed(page, officer, council):
    council.knows("a1", email=ADDRESS, email_verified=True)
    page.goto("/accounts/login/")
    council.sign_in(page, "a1")
    page.context.clear_cookies()

    council.knows("a1", email="amina.khan@fernshire.example", email_verified=True)
    page.goto("/account/")
    council.sign_in(page, "a1")

    expect(page.locator("dd").nth(0)).to_have_text("Amina Yusuf")


def test_council_sign_in_leaves_the_password_as_it_was(page, officer, council):
    council.knows("a1", email=ADDRESS, email_verified=True)
    page.goto("/account/")
    council.sign_in(page, "a1")
    expect(page).to_have_url(re.compile("/account/$"))

    answer = Client().post("/accounts/login/", {"login": ADDRESS, "password": PASSWORD})

    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_council_sign_in_asks_whoever_wants_two_steps_for_the_second(page, officer, council):
    officer.authenticator_set.create(type="totp", data={"secret": "JBSWY3DPEHPK3PXP"})
    council.knows("a1", email=ADDRESS, email_verified=True)
    page.goto("/accounts/login/")

    council.sign_in(page, "a1")

    expect(page.get_by_role("heading", level=1)).to_have_text("Enter the code from your app")
    assert not is_signed_in(page)


# --- What was typed when a session was lost ----------------------------------------------------


def test_text_typed_after_the_session_was_lost_is_there_after_council_sign_in(page, officer, council):
    period = PeriodFactory()
    action = ActionFactory(priority__plan=period.plan, post=PostFactory(holder=officer))
    council.knows("a1", email=ADDRESS, email_verified=True)
    page.goto(f"/actions/{action.pk}/update/")
    council.sign_in(page, "a1")
    page.get_by_label("What has happened").fill(TYPED)
    page.context.clear_cookies(name="sessionid")

    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_text("What you typed is kept: sign in, and it is given back.")).to_be_visible()
    council.sign_in(page, "a1")

    expect(page).to_have_url(re.compile(f"/actions/{action.pk}/update/$"))
    expect(page.get_by_label("What has happened")).to_have_value(TYPED)
    page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("alert").or_(page.get_by_role("status")).first).to_be_visible()
    assert [draft.content["narrative"] for draft in Draft.objects.all()] == [TYPED]


# --- Who does not ------------------------------------------------------------------------------


@pytest.mark.parametrize("said", [{"email_verified": False}, {"email_verified": "false"}, {}])
def test_address_that_is_not_vouched_for_opens_nothing(page, officer, council, said):
    council.knows("a1", email=ADDRESS, **said)
    page.goto("/accounts/login/")

    council.sign_in(page, "a1")

    expect(page.get_by_role("heading", level=1)).to_have_text("We could not sign you in")
    expect(page.locator("main p").nth(0)).to_have_text(
        f"Your council account does not confirm that {ADDRESS} is your address, so we cannot tell who you are."
    )
    expect(page.locator("main p").nth(1)).to_have_text(
        "Tell your IT service desk what this page says: they can put it right. Until then, sign in with your "
        "e-mail address and a password, or with a code that we send you."
    )
    assert_accessible(page)
    assert not is_signed_in(page)
    assert connected() == []


def test_sign_in_without_any_address_opens_nothing(page, officer, council):
    council.knows("a1", name="Amina Yusuf")
    page.goto("/accounts/login/")

    council.sign_in(page, "a1")

    expect(page.locator("main p").nth(0)).to_have_text(
        "Your council account did not say what your e-mail address is, so we cannot tell who you are."
    )
    assert not is_signed_in(page)


def test_stranger_is_told_whom_to_ask_and_is_given_no_account(page, officer, council, settings):
    settings.CONTACT_EMAIL = "plan@fernshire.example"
    council.knows("s1", email="stranger@fernshire.example", email_verified=True)
    page.goto("/accounts/login/")

    council.sign_in(page, "s1")

    expect(page.locator("main p")).to_have_text(
        [
            "There is no account here for stranger@fernshire.example.",
            "Ask the coordinator of the plan for one. They give one to everybody who leads an action or sits on a "
            "board. If you have one under another address, ask them to change it to this one.",
            "Write to plan@fernshire.example.",
            "Sign in another way",
        ]
    )
    assert_accessible(page)
    assert not is_signed_in(page)
    assert (list(User.objects.all()), connected()) == ([officer], [])


@pytest.mark.parametrize("came_before", [False, True])
def test_deactivated_person_is_refused(page, officer, council, came_before):
    council.knows("a1", email=ADDRESS, email_verified=True)
    if came_before:
        SocialAccount.objects.create(user=officer, provider="council", uid="a1")
    officer.is_active = False
    officer.save()
    page.goto("/accounts/login/")

    council.sign_in(page, "a1")

    expect(page.get_by_role("heading", level=1)).to_have_text("Your account is closed")
    expect(page.locator("main p").nth(0)).to_have_text(CLOSED)
    assert not is_signed_in(page)


def test_whoever_turns_back_at_the_provider_is_offered_to_sign_in(page, officer, council):
    page.goto("/accounts/login/")
    page.get_by_role("button", name=openid.BUTTON).click()
    expect(page.get_by_role("button", name="Deny")).to_be_visible()
    asked = parse_qs(urlsplit(page.url).query)

    # This provider's own button leaves out the state, which the specification asks for.
    page.goto(f"{asked['redirect_uri'][0]}?error=access_denied&state={asked['state'][0]}")

    expect(page.get_by_role("heading", level=1)).to_have_text("You did not sign in")
    assert not is_signed_in(page)


def test_provider_that_does_not_answer_leaves_the_other_ways_open(page, officer, sign_in_with):
    with openid.provider() as gone:
        sign_in_with(gone.environment)
    page.goto("/accounts/login/")

    page.get_by_role("button", name=openid.BUTTON).click()

    expect(page.get_by_role("heading", level=1)).to_have_text("That sign-in does not answer")
    assert_accessible(page)
    page.get_by_role("link", name="Try again, or sign in another way").click()
    expect(page.get_by_label("Password", exact=True)).to_be_visible()


# --- Signing out, and more than one provider ---------------------------------------------------


def test_signing_out_ends_the_session_that_council_sign_in_began(page, officer, council):
    council.knows("a1", email=ADDRESS, email_verified=True)
    page.goto("/account/")
    council.sign_in(page, "a1")
    session = {each["name"]: each["value"] for each in page.context.cookies()}["sessionid"]

    page.locator("main").get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("button", name=openid.BUTTON)).to_be_visible()
    client = Client()
    client.cookies["sessionid"] = session
    assert client.get("/account/")["Location"] == "/accounts/login/?next=/account/"


def test_two_providers_stand_side_by_side_and_keep_their_people_apart(page, officer, council, sign_in_with):
    nurse = UserFactory(email="nurse@trust.example", name="Nan Reid")
    with openid.provider() as trust:
        sign_in_with(
            {
                "OIDC_OTHERS": "nhs",
                "OIDC_NHS_ISSUER": trust.url,
                "OIDC_NHS_CLIENT_ID": "plan",
                "OIDC_NHS_CLIENT_SECRET": "of the trust",
                "OIDC_NHS_NAME": "your NHS account",
                "OIDC_NHS_EMAIL_DOMAINS": "trust.example",
            }
        )
        # The same key at both, and the trust vouches for an address of the council's: that is not its to say.
        council.knows("1", email=ADDRESS, email_verified=True)
        trust.knows("1", email="nurse@trust.example")
        trust.knows("2", email=ADDRESS)
        trust.knows("3", email=ADDRESS, email_verified=True)

        page.goto("/account/")
        trust.sign_in(page, "1", button="Sign in with your NHS account")
        expect(page.locator("dd").nth(0)).to_have_text(nurse.name)
        page.context.clear_cookies()

        page.goto("/account/")
        council.sign_in(page, "1")
        expect(page.locator("dd").nth(0)).to_have_text(officer.name)
        page.context.clear_cookies()

        page.goto("/account/")
        for somebody in ("2", "3"):
            trust.sign_in(page, somebody, button="Sign in with your NHS account")
            expect(page.get_by_role("heading", level=1)).to_have_text("We could not sign you in")
            assert not is_signed_in(page)
            page.context.clear_cookies()
            page.goto("/account/")

    assert connected() == [("council", "1", ADDRESS), ("nhs", "1", "nurse@trust.example")]
