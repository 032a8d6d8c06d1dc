"""From the research's committee report to a report of ours: its template, its answers and its paragraphs.

What it says is read from the paper's own text, and where that is structured already from its YAML. Nothing is
invented: the paper's one empty bullet is left out, and its marks for bold type are kept as Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from monitoring.models import ReportingPeriod
from plans.models import Plan
from reports.models import Appendix, CommitteeReport, FrontField, ReportTemplate
from tests.factories import (
    AppendixFactory,
    BodyFactory,
    CommitteeReportFactory,
    FrontAnswerFactory,
    FrontFieldFactory,
    ImplicationFactory,
    ImplicationHeadingFactory,
    MeetingFactory,
    ParagraphFactory,
    PeriodFactory,
    RecommendationFactory,
    ReportSectionFactory,
    ReportTemplateFactory,
)
from tests.seeds.convert import SEEDS, Seed

SOURCES = {
    "Meeting": FrontField.Source.BODY,
    "Date": FrontField.Source.MEETING_DATE,
    "Subject": FrontField.Source.SUBJECT,
    "Summary": FrontField.Source.SUMMARY,
    "Public/Exempt": FrontField.Source.CLASSIFICATION,
}


def text_of(read: Seed) -> str:
    name: str = read["source"]["seed_file"]
    return (SEEDS / name).read_text(encoding="utf-8")


def front_of(read: Seed) -> list[tuple[str, str]]:
    """Each line of the front sheet as printed."""
    front, _heading, _rest = text_of(read).partition(read["report"]["implications_heading"])
    return re.findall(r"^([A-Z][\w /]*): (.+)$", front, re.MULTILINE)


def implications_of(read: Seed) -> list[tuple[str, str]]:
    """Each implication with what is said of it in Markdown; empty for an explicit None."""
    return [
        (each["label"], "" if each["none"] else "\n\n".join([each["text"], *_bullets(each.get("bullets", ()))]))
        for each in read["report"]["implications"]
    ]


def paragraphs_of(read: Seed) -> list[str]:
    """The numbered paragraphs in Markdown, in the order of their numbers."""
    _front, _heading, body = text_of(read).partition(read["report"]["sections"][0]["heading"])
    headings = {each["heading"] for each in read["report"]["sections"]}
    found: list[str] = []
    for line in body.splitlines():
        numbered = re.match(r"\s*(\d+)\. (.+)", line)
        if numbered:
            assert int(numbered[1]) == len(found) + 1
            found.append(numbered[2].strip())
        elif bullet := re.match(r"\s*- (.+)", line):
            before = found[-1].rsplit("\n", 1)[-1]
            found[-1] += ("\n" if before.startswith("- ") else "\n\n") + f"- {bullet[1].strip()}"
        else:
            assert line.strip() in {"", "-", *headings}
    return found


def _bullets(lines: list[str]) -> Iterator[str]:
    if lines:
        yield "\n".join(f"- {line}" for line in lines)


def template_of(read: Seed) -> ReportTemplate:
    said = read["report"]
    template = ReportTemplateFactory(
        body=BodyFactory(name=said["meeting_body"]), implications_heading=said["implications_heading"]
    )
    for label, _text in front_of(read):
        FrontFieldFactory(template=template, label=label, source=SOURCES.get(label, FrontField.Source.WRITTEN))
    for label, _text in implications_of(read):
        ImplicationHeadingFactory(template=template, label=label)
    return template


def written_of(read: Seed, plan: Plan) -> CommitteeReport:
    """The report as it was laid before the committee, with two of our appendices of what the plan itself holds."""
    said, template = read["report"], template_of(read)
    report = CommitteeReportFactory(
        period=_period(plan),
        template=template,
        meeting=MeetingFactory(body=template.body, held_on=date.fromisoformat(str(said["meeting_date"]))),
        subject=said["subject"],
        summary=said["summary"],
    )
    front = dict(front_of(read))
    for field in template.front_fields.filter(source=FrontField.Source.WRITTEN):
        FrontAnswerFactory(report=report, field=field, text=front[field.label])
    implications = dict(implications_of(read))
    for heading in template.implication_headings.all():
        text = implications[heading.label]
        ImplicationFactory(report=report, heading=heading, text=text, is_none=not text)
    for each in said["recommendations"]:
        RecommendationFactory(report=report, text=each["text"])
    paragraphs = paragraphs_of(read)
    for each in said["sections"]:
        section = ReportSectionFactory(report=report, heading=each["heading"])
        first, last = each["paragraphs"]
        for text in paragraphs[first - 1 : last]:
            ParagraphFactory(section=section, text=text)
    AppendixFactory(report=report, title="All actions", holds=Appendix.Holds.ACTIONS)
    AppendixFactory(report=report, title="All measures", holds=Appendix.Holds.MEASURES)
    return report


def _period(plan: Plan) -> ReportingPeriod:
    return PeriodFactory(plan=plan)
