"""The main job, done once over HTTP by the people who do it: an update, the dashboard, the board's report."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from config.visitor import Page, Stuck, Visitor

# A report of the demo plan takes a few seconds; a slow machine may take its time.
REPORT_WITHIN = 180

NARRATIVE = (
    "What we promised for these three months is done. The first young people have taken part, and "
    "nine in ten said that they would come again."
)
NEXT_STEPS = "Invite the schools that were not yet part of it\nAsk the young people again in January"


def do(site: str, people: Mapping[str, Any], *, directory: Path, say: Callable[[str], None]) -> Path:
    """An officer updates an action, a board member sees it, the clerk exports it; where the PDF lies."""
    emails = {account["key"]: account["email"] for account in people["accounts"]}

    def signed_in(key: str) -> Visitor:
        visitor = Visitor(site)
        visitor.sign_in(emails[key], people["password"])
        return visitor

    say(f"  {update_an_action(signed_in('officer'))}")
    say(f"  {see_the_dashboard(signed_in('board'))}")
    report = export_the_report(signed_in("clerk"))
    directory.mkdir(parents=True, exist_ok=True)
    path = directory / "board-report.pdf"
    path.write_bytes(report.body)
    say(f"  The clerk exported the board’s report: {len(report.body) // 1024} kB, made by the worker.")
    return path


def update_an_action(officer: Visitor) -> str:
    """Submit the first update that is asked for; what happened, in a sentence."""
    for address in officer.open("/my-actions/").addresses(r"^/actions/\d+/update/$"):
        page = officer.open(address)
        # One that came back with a question is for a person to answer, and a submitted one is done.
        if page.offers("Submit update") and not page.form(button="Submit update").values.get("narrative"):
            after = officer.press(page, "Submit update", level="On track", narrative=NARRATIVE, next_steps=NEXT_STEPS)
            if after.address.endswith(address):
                raise Stuck(f"{after.address} does not take the update.")
            return f"An officer updated “{page.heading}”."
    return "The officer has no update left to make."


def see_the_dashboard(member: Visitor) -> str:
    page = member.open("/dashboard/")
    return f"A board member saw “{page.heading}” at {page.address}."


def export_the_report(clerk: Visitor) -> Page:
    """Ask for the report of the newest period, wait for the worker, and take the file."""
    page = clerk.press(clerk.open("/reports/"), "Make the report")
    deadline = time.monotonic() + REPORT_WITHIN
    while not page.addresses(r"/report\.pdf$"):
        if page.offers("Try again"):
            raise Stuck(f"The report could not be made: see {page.address}.")
        if time.monotonic() > deadline:
            raise Stuck(f"The report is not ready after {REPORT_WITHIN} seconds: see {page.address}.")
        time.sleep(0.5)
        page = clerk.open(page.address)
    report = clerk.open(page.addresses(r"/report\.pdf$")[0])
    if not report.body.startswith(b"%PDF"):
        raise Stuck(f"{report.address} is no PDF.")
    return report
