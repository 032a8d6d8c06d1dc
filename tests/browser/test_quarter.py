"""One whole quarter, as five people live it: prepared, chased, questioned, signed off, fixed, read and corrected.

The test moves the time. Mail goes through a real mail server, the council's officer signs in with a real provider
of OpenID Connect, and beat's tasks are done by a real worker, which sees the moved time because it runs in a thread.
"""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import UTC, date, datetime
from email.message import EmailMessage

import pytest
import time_machine
from celery import current_app
from celery.contrib.testing.worker import start_worker as worker_in_a_thread
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from monitoring.services.periods import freeze_period
from partnership.due import Due, Precision
from partnership.models import Membership, Post
from priorities.models import Responsibility, StrategicAction
from tests.browser import assert_accessible, sign_in
from tests.factories import (
    PASSWORD,
    ActionFactory,
    BodyFactory,
    MembershipFactory,
    OrganisationFactory,
    PeriodFactory,
    PlanFactory,
    PostFactory,
    PriorityFactory,
    ResponsibilityFactory,
    UpdateFactory,
    UserFactory,
)
from tests.mail import MailServer
from tests.openid import Provider

pytestmark = pytest.mark.django_db(transaction=True)

WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 375, "height": 800}
HUBS = "2.1 Open drop-in support in all 12 schools"
LINE = "2.2 Answer the crisis line within a minute"
VISITS = "2.3 Visit every new mother within two weeks"


class Quarter:
    """The partnership before the quarter: one frozen period, a lead body, and a post in the NHS that nobody holds."""

    def __init__(self) -> None:
        self.coordinator = UserFactory(name="Ellen Hughes", email="ellen@northmoor.example")
        self.officer = UserFactory(name="Priya Nair", email="priya@northmoor.example")
        self.lead = UserFactory(name="Miriam Sands", email="miriam@northmoor.example")
        self.board_member = UserFactory(name="Joan Tarrant", email="joan@carers.example")
        board = BodyFactory(name="Children’s Partnership Board")
        group = BodyFactory(name="Emotional Wellbeing Group", parent=board)
        MembershipFactory(body=group, user=self.lead, role=Membership.Role.CHAIR)
        MembershipFactory(body=board, user=self.board_member)
        self.plan = PlanFactory(
            title="Northmoor Children’s Plan",
            slug="northmoor",
            coordinator=self.coordinator,
            owner_body=board,
            requires_sign_off=True,
        )
        self.priority = PriorityFactory(plan=self.plan, ref="2", title="Good mental health", lead_body=group)
        council = PostFactory(
            title="Strategic Lead for Wellbeing", organisation__name="Northmoor Council", holder=self.officer
        )
        self.nhs = OrganisationFactory(name="Northmoor NHS Trust")
        self.nursing = PostFactory(title="Lead Nurse for Children", organisation=self.nhs)
        self.hubs = self._action(HUBS, council)
        self.line = self._action(LINE, council)
        self.visits = self._action(VISITS, self.nursing)
        ResponsibilityFactory(
            action=self.hubs, post=None, organisation=self.nhs, role=Responsibility.Role.CONTRIBUTOR, primary=False
        )
        before = PeriodFactory(plan=self.plan, ordinal=5)
        for action in (self.hubs, self.line, self.visits):
            UpdateFactory(
                action=action,
                period=before,
                submitted_by=self.officer,
                accepted=True,
                narrative=f"Work on “{action.title}” went as planned over the summer.",
            )
        freeze_period(period=before, by=None, at=datetime(2026, 10, 30, 12, tzinfo=UTC))

    def _action(self, named: str, post: Post) -> StrategicAction:
        ref, title = named.split(" ", 1)
        return ActionFactory(
            priority=self.priority,
            post=post,
            ref=ref,
            title=title,
            due=Due(date(2027, 3, 31), Precision.DAY, "31 March 2027"),
            position=int(ref[-1]),
        )


@pytest.fixture
def clock():
    with time_machine.travel(datetime(2027, 1, 4, 9, tzinfo=UTC)) as clock:
        yield clock


@pytest.fixture
def quarter(clock, transactional_db):
    return Quarter()


@pytest.fixture
def worker(transactional_db):
    """A worker whose clock is the test's."""
    current_app.control.purge()
    with worker_in_a_thread(current_app, pool="solo", perform_ping_check=False, shutdown_timeout=240):
        yield


def heading(page: Page):
    return page.get_by_role("heading", level=1)


def said(page: Page, text: str) -> None:
    expect(page.get_by_role("status").first).to_contain_text(text)


def day(page: Page, label: str, on: date) -> None:
    group = page.get_by_role("group", name=label)
    for part in ("day", "month", "year"):
        group.get_by_label(part.title(), exact=True).fill(str(getattr(on, part)))


@pytest.mark.usefixtures("worker")
def test_quarter_from_preparing_it_to_correcting_it(new_page, clock, quarter, smtp_server, council):
    coordinator = new_page(viewport=WIDE)
    signs_in_with_a_password(coordinator)
    invites_the_nurse(coordinator)
    invitation = newest_to(smtp_server, "fiona@nhs.example")
    prepares(coordinator)

    clock.move_to(datetime(2027, 1, 7, 9, tzinfo=UTC))
    opens(coordinator)
    beat("monitoring.remind")
    officer = new_page(viewport=PHONE)
    council.knows("priya", email="priya@northmoor.example", email_verified=True)
    reminder = newest_to(smtp_server, "priya@northmoor.example")
    follows_the_reminder_and_signs_in_with_the_council(officer, reminder, council)
    says_how_it_is_going(officer)

    nurse = new_page(viewport=PHONE)
    signs_in_with_a_code(nurse, invitation, smtp_server)
    says_that_it_is_late(nurse)
    asks_for_a_later_date(nurse)
    adds_something_for_the_nhs(nurse)

    clock.move_to(datetime(2027, 1, 19, 9, tzinfo=UTC))
    beat("monitoring.remind")
    officer.goto(link_in(newest_to(smtp_server, "priya@northmoor.example", after=reminder), LINE))
    confirms_that_nothing_has_changed(officer)

    clock.move_to(datetime(2027, 1, 22, 9, tzinfo=UTC))
    # Two weeks have gone by, so she signs in again.
    signs_in_with_a_password(coordinator)
    closes_updates(coordinator)
    lead = new_page(viewport=WIDE)
    sign_in(lead, quarter.lead)
    agrees_to_the_later_date(lead)
    asks(lead)
    answers(officer, council)
    agrees(lead)
    signs_off(lead)

    clock.move_to(datetime(2027, 2, 8, 9, tzinfo=UTC))
    signs_in_with_a_password(coordinator)
    fixes_and_publishes(coordinator)
    board_member = new_page(viewport=WIDE)
    sign_in(board_member, quarter.board_member)
    reads_where_the_plan_stands(board_member)
    finds_how_it_came_to_some_concern(board_member)
    takes_the_report(coordinator, board_member)

    clock.move_to(datetime(2027, 2, 16, 9, tzinfo=UTC))
    corrects(coordinator)
    # Her session has ended meanwhile; signing in was shown twice above.
    sign_in(lead, quarter.lead)
    says_what_happened_since(lead)
    reads_what_was_corrected_and_what_happened_since(board_member)
    assert sent_to(smtp_server) == {
        ("fiona@nhs.example", "Your invitation to Children’s Plan"): 1,
        ("fiona@nhs.example", "1 update is due on Thursday 21 January"): 1,
        ("priya@northmoor.example", "2 updates are due on Thursday 21 January"): 1,
        ("priya@northmoor.example", "1 update is due on Thursday 21 January"): 1,
    }


def newest_to(server: MailServer, address: str, *, after: EmailMessage | None = None) -> EmailMessage:
    """The newest mail to somebody, once one has come that is not `after`."""
    deadline = time.monotonic() + 240
    while True:
        mails = [mail for mail in server.messages if mail["To"] == address]
        if mails and mails[-1] is not after:
            return mails[-1]
        assert time.monotonic() < deadline, f"no mail came for {address}"
        time.sleep(0.05)


def sent_to(server: MailServer) -> Counter[tuple[str, str]]:
    """How often each person was sent what, codes for signing in left out."""
    mails = [(mail["To"], mail["Subject"]) for mail in server.messages]
    return Counter(mail for mail in mails if "code" not in mail[1].lower())


def beat(task: str) -> None:
    """As Celery beat does when its time has come, but also twice at once."""
    for _ in range(2):
        current_app.send_task(task)


def words_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def link_in(mail: EmailMessage, text: str) -> str:
    """The address on a line of the mail's text of its own, below the words."""
    words = words_of(mail)
    assert text in words, words
    found = re.search(r"https?://[^/]+(/\S*)", words[words.index(text) :])
    assert found, words
    return found[1]


def signs_in_with_a_password(page: Page) -> None:
    page.goto("/periods/")
    page.get_by_label("E-mail").fill("ellen@northmoor.example")
    page.get_by_role("textbox", name="Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    expect(page).to_have_url(re.compile("/periods/$"))


def prepares(page: Page) -> None:
    """The days come from the meeting that the period is for."""
    page.get_by_role("button", name="Prepare the next period").click()
    expect(page.get_by_label("What is it called?")).to_have_value("October to December 2026")
    page.get_by_label("Who meets?").first.select_option("Children’s Partnership Board")
    day(page, "Day of meeting 1", date(2027, 2, 25))
    page.get_by_role("button", name="Count the days back from the meetings").click()
    assert_accessible(page)
    expect(page.get_by_role("group", name="Open for updates on").get_by_label("Day")).to_have_value("7")
    page.get_by_role("button", name="Plan this period").click()
    said(page, "October to December 2026 is planned.")
    assert_accessible(page)


def opens(page: Page) -> None:
    page.get_by_role("button", name="Open for updates").click()
    page.get_by_role("button", name="Open for updates").click()
    said(page, "October to December 2026 is open for updates.")
    expect(page.get_by_text("0 of 3 updates are in.")).to_be_visible()


def follows_the_reminder_and_signs_in_with_the_council(page: Page, mail: EmailMessage, council: Provider) -> None:
    page.goto(link_in(mail, HUBS))
    expect(heading(page)).to_have_text("Sign in")
    council.sign_in(page, "priya")
    expect(heading(page)).to_have_text(HUBS.removeprefix("2.1 "))
    assert_accessible(page)


def says_how_it_is_going(page: Page) -> None:
    page.get_by_role("radio", name="On track").check()
    page.get_by_label(re.compile("What has happened since")).fill("Eleven of twelve schools have a weekly drop-in.")
    page.get_by_role("button", name="Submit update").click()
    said(page, "Update submitted.")


def invites_the_nurse(page: Page) -> None:
    page.goto("/invitations/new/")
    page.get_by_label("E-mail address").fill("fiona@nhs.example")
    page.get_by_label("Name (only").fill("Fiona Castle")
    page.get_by_label("Which post?").select_option("Lead Nurse for Children")
    page.get_by_role("button", name="Invite").click()
    said(page, "Fiona Castle")
    assert_accessible(page)
    page.goto("/periods/")


def signs_in_with_a_code(page: Page, invitation: EmailMessage, server: MailServer) -> None:
    """As partners do who have no account with the council; nothing in a mail signs anybody in."""
    page.goto(link_in(invitation, "Sign in with this e-mail address"))
    expect(heading(page)).to_have_text("Sign in")
    page.get_by_role("link", name="Send me a code").click()
    page.get_by_label("E-mail").fill("fiona@nhs.example")
    # She is reminded at the same time as everybody else, and maybe a moment later.
    before = newest_to(server, "fiona@nhs.example", after=invitation)
    page.get_by_role("button", name="Send").click()
    mail = newest_to(server, "fiona@nhs.example", after=before)
    code = re.search(r"[A-Z0-9]{4}-[A-Z0-9]{4}", words_of(mail))
    assert code, words_of(mail)
    page.get_by_label("Code").fill(code[0])
    page.get_by_role("button", name="Continue").click()
    page.goto("/my-actions/")
    expect(heading(page)).to_have_text("My actions")
    assert_accessible(page)


def asks_for_a_later_date(page: Page) -> None:
    """The reason begins with what was typed about the delay."""
    page.get_by_role("link", name="Ask for a later date").first.click()
    page.get_by_label("Which date do you ask for?").fill("June 2027")
    page.get_by_label("Why is a later date needed?").fill("Two nurses begin in May.")
    page.get_by_role("button", name="Ask for this date").click()
    assert_accessible(page)


def says_that_it_is_late(page: Page) -> None:
    page.get_by_role("button", name="Begin your update").click()
    page.get_by_role("radio", name="Off track").check()
    page.get_by_label("What is the main cause?").select_option("Not enough staff")
    page.get_by_label("What does it mean for children?").fill("One mother in three waits longer than two weeks.")
    page.get_by_label("What will bring it back on track?").fill("Two nurses begin in May.")
    forecast = page.get_by_role("group", name="When do you now expect to finish?")
    forecast.get_by_label("Month").fill("6")
    forecast.get_by_label("Year").fill("2027")
    page.get_by_label(re.compile("What has happened since")).fill("Two of six nurses left in November.")
    page.get_by_role("button", name="Submit update").click()
    said(page, "Update submitted.")


def adds_something_for_the_nhs(page: Page) -> None:
    page.goto("/my-actions/")
    page.get_by_role("link", name=HUBS).click()
    page.get_by_label("What has Northmoor NHS Trust done?").fill("A nurse joins every drop-in.")
    page.get_by_role("button", name="Save").click()
    said(page, "Saved. It is shown beneath the update.")


def confirms_that_nothing_has_changed(page: Page) -> None:
    page.get_by_role("button", name="Nothing has changed").click()
    said(page, "You confirmed that nothing has changed.")


def closes_updates(page: Page) -> None:
    page.get_by_role("link", name="October to December 2026", exact=True).click()
    expect(page.get_by_text("3 of 3 updates are in.")).to_be_visible()
    page.get_by_role("link", name="Close updates").click()
    page.get_by_role("button", name="Close updates").click()


def asks(page: Page) -> None:
    page.goto("/")
    page.get_by_role("link", name=HUBS).click()
    page.get_by_role("radio", name="Ask a question first").check()
    page.get_by_label("What do you want to know?").fill("Which school is missing?")
    page.get_by_role("button", name="Save decision").click()
    said(page, "is asked. The update stays as it is.")


def answers(page: Page, council: Provider) -> None:
    page.goto("/my-actions/")
    council.sign_in(page, "priya")
    page.get_by_role("link", name=HUBS).click()
    page.get_by_label("Your answer").fill("Dock Road, where the room is being repaired until June.")
    page.get_by_role("button", name="Send your answer").click()
    said(page, "Your answer is sent.")


def agrees(page: Page) -> None:
    page.get_by_role("link", name=HUBS).click()
    expect(page.get_by_text("Dock Road, where the room is being repaired until June.")).to_be_visible()
    page.get_by_role("radio", name="Accept it with another rating").check()
    page.get_by_role("radio", name="Some concern").check()
    page.get_by_label("Why?").fill("One school waits until June, after the agreed date.")
    page.get_by_role("button", name="Save decision").click()
    said(page, "is accepted as Some concern.")


def agrees_to_the_later_date(page: Page) -> None:
    page.goto("/later-dates/")
    page.get_by_role("link", name=VISITS).click()
    page.get_by_role("radio", name="Agree to June 2027").check()
    page.get_by_role("button", name="Save decision").click()
    assert_accessible(page)


def signs_off(page: Page) -> None:
    for named in (LINE, VISITS):
        page.get_by_role("link", name=named).click()
        page.get_by_role("radio", name="Accept it as it is").check()
        page.get_by_role("button", name="Save decision").click()
        said(page, "is accepted as")
    page.goto("/my-actions/")
    page.get_by_role("link", name="2 Good mental health").click()
    page.get_by_role("button", name=re.compile("Add as: .*2.3")).click()
    page.get_by_label("What do you ask of the board? (optional)").fill("Agree to pay for two nurses until May.")
    page.get_by_role("button", name="Sign off").click()
    said(page, "is signed off.")


def fixes_and_publishes(page: Page) -> None:
    page.get_by_role("link", name="October to December 2026", exact=True).click()
    page.get_by_role("link", name="Fix the figures").or_(
        page.get_by_role("button", name="Fix the figures")
    ).first.click()
    page.get_by_role("button", name="Fix the figures").click()
    said(page, "The figures of October to December 2026 are fixed.")
    page.get_by_role("button", name="Publish").click()
    page.get_by_role("button", name="Publish").click()
    assert_accessible(page)


def reads_where_the_plan_stands(page: Page) -> None:
    page.goto("/")
    expect(heading(page)).to_have_text("Progress to 31 December 2026")
    expect(page.locator(".app-position")).to_have_text(
        "1 of 3 actions is complete or on track, 2 fewer than in September.1 needs attention."
    )
    expect(page.get_by_text("The original date was 31 March 2027; it has been moved once.").first).to_be_visible()
    expect(page.get_by_text("Agree to pay for two nurses until May.").first).to_be_visible()
    assert_accessible(page)


def finds_how_it_came_to_some_concern(page: Page) -> None:
    """Two presses from the dashboard."""
    page.get_by_role("link", name=re.compile("What changed")).first.click()
    page.get_by_role("link", name=HUBS).first.click()
    for words in (
        "Miriam Sands asked on 22 January 2027: Which school is missing?",
        "Priya Nair answered on 22 January 2027: Dock Road, where the room is being repaired until June.",
        "Miriam Sands changed the rating from on track to some concern on 22 January 2027: "
        "One school waits until June, after the agreed date.",
        "A nurse joins every drop-in.",
    ):
        expect(page.get_by_text(words)).to_be_visible()
    assert_accessible(page)


def takes_the_report(coordinator: Page, board_member: Page) -> None:
    coordinator.get_by_role("button", name="Make a report").click()
    expect(coordinator.get_by_role("heading", name="The report is ready")).to_be_visible(timeout=240_000)
    board_member.goto(coordinator.url)
    with board_member.expect_download() as download:
        board_member.get_by_role("button", name="Download the PDF").click()
    text = "".join(page.extract_text() for page in PdfReader(download.value.path()).pages)
    for words in ("October to December 2026", "Northmoor NHS Trust adds.", "June 2027", "Agree to pay for two nurses"):
        assert words in " ".join(text.split()), words


def corrects(page: Page) -> None:
    page.goto("/periods/")
    page.get_by_role("link", name="October to December 2026", exact=True).click()
    page.get_by_role("link", name="Correct something in it").click()
    page.get_by_role("link", name="Choose what is wrong").click()
    page.get_by_role("link", name=HUBS).click()
    page.get_by_role("link", name=re.compile("Correct this ?: What was said")).click()
    page.get_by_label("What should it say?").fill("Eleven of twelve schools have a drop-in twice a month.")
    page.get_by_label("Why is it corrected?").fill("It is twice a month.")
    page.get_by_role("button", name="Put it on the list of corrections").click()
    assert_accessible(page)
    expect(page.get_by_text("No count changes.")).to_be_visible()
    page.get_by_role("button", name="Issue version 2").click()
    assert_accessible(page)


def says_what_happened_since(page: Page) -> None:
    page.goto("/plans/northmoor/dashboard/")
    page.get_by_role("link", name="2 Good mental health").first.click()
    page.get_by_role("link", name="Add what has happened since").click()
    page.get_by_label("What is it about?").select_option(HUBS)
    day(page, "When did it happen?", date(2027, 2, 15))
    page.get_by_label("What happened?").fill("The room at Dock Road is ready early.")
    page.get_by_role("button", name="Add news").click()
    assert_accessible(page)


def reads_what_was_corrected_and_what_happened_since(page: Page) -> None:
    page.goto("/plans/northmoor/dashboard/")
    expect(page.get_by_text("The room at Dock Road is ready early.")).to_be_visible()
    expect(page.get_by_text("Version 2 of 16 February 2027")).to_be_visible()
