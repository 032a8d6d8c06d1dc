"""A report that is under way in the demo: begun by the clerk for scrutiny, sent to those who clear it, answered by two
of them. Whoever tries the demo goes on from there as any of its people.
"""

from __future__ import annotations

from datetime import date

from django.utils import timezone

from config.demo_templates import SCRUTINY
from indicators.seen import seen_as
from monitoring.models import ReportingPeriod
from monitoring.work.meetings import MeetingDetails
from partnership.models import Body, User
from reports.models import CommitteeReport, FrontField, Recommendation, ReportTemplate
from reports.services.clearing import give_clearance, request_clearances, return_clearance
from reports.services.writing import (
    Front,
    add_to_list,
    begin_report,
    seen_front,
    set_front,
    set_implication,
    set_summary,
)
from reports.standing import Standing

PERIOD = "April to June 2026"
SUMMARY = (
    "Two in three promises of the Children’s Plan were complete or on track at the end of June. Waiting for mental "
    "health support and for education, health and care plans still worries children and families most."
)
RECOMMENDATIONS = (
    "That the committee comments on the progress that the partnership has made.",
    "That the committee asks the Integrated Care Board when the crisis line will open.",
)
# Whatever is not named here has no implications.
IMPLICATIONS = {
    "Children and young people’s views": (
        "The young inspectors read a draft in September. They asked for shorter waits to come first, and it now does."
    ),
    "Council priorities": "The plan carries out the council’s priority that every child has a good start in life.",
    "Financial": "What is promised here is paid for from the budgets that the council and partners agreed in March.",
    "Legal": "The council and its partners work together because the law asks them to.",
    "Risk management": "The greatest risk is that posts stay empty. It is on the register of the partnership.",
    "Equality and human rights": "An equality analysis was made with the plan and is looked at every year.",
}
# Whatever else is asked is answered with the name of who leads the service.
FRONT = {"Wards affected": "All", "Contact officer": "Ellen Hughes, ellen.hughes@northmoor.example"}


def load_reports(*, clerk: User, finance: User, lawyer: User) -> None:
    """Leave one report in clearance, with one clearance given and one returned."""
    report = begin_report(
        period=ReportingPeriod.objects.get(label=PERIOD),
        template=ReportTemplate.objects.in_use().get(body__name=SCRUTINY),
        meeting=MeetingDetails(Body.objects.get(name=SCRUTINY), date(2026, 12, 8), "Committee Room 2, Town Hall"),
        subject="Children’s Plan 2025 to 2028: progress to June 2026",
        by=clerk,
    )
    _write(report, by=clerk)
    request_clearances(report=report, by=clerk)
    asked = {str(each.heading): each for each in report.clearances.filter(heading__isnull=False)}
    standing = Standing(report, reader=finance, today=timezone.localdate())
    [financial] = [each for each in standing.lines if each.clearance == asked["Financial"]]
    give_clearance(clearance=asked["Financial"], seen=financial.text_sha256, by=finance)
    return_clearance(clearance=asked["Legal"], note="Name the duty: section 10 of the Children Act 2004.", by=lawyer)


def _write(report: CommitteeReport, *, by: User) -> None:
    fields = report.template.front_fields.filter(source=FrontField.Source.WRITTEN)
    front = Front(
        subject=report.subject,
        reference="CFS/26/31",
        asks=report.asks,
        meeting=report.meeting,
        answers={each.pk: FRONT.get(each.label, "Director of Children’s Services") for each in fields},
    )
    set_front(report=report, seen=seen_front(report), front=front, by=by)
    report.refresh_from_db()
    set_summary(report=report, seen=seen_as(report, ("summary",)), summary=SUMMARY, by=by)
    for text in RECOMMENDATIONS:
        add_to_list(report=report, row=Recommendation(), text=text, by=by)
    for heading in report.template.implication_headings.all():
        text = IMPLICATIONS.get(heading.label, "")
        answer = report.implications.filter(heading=heading).first()
        seen = seen_as(answer, ("text", "is_none"))
        set_implication(report=report, heading=heading, seen=seen, text=text, is_none=not text, by=by)
