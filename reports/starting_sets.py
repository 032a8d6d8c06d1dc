"""What bodies usually want in a report: a neutral beginning, which a coordinator then makes her council's own.

The headings are those that councils' committee templates have in common. Posts are missing: they are the
council's own, so nobody is named to clear or to sign anything off.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from reports.models import FrontField, Kind, TemplateSection, TimetableStep

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Source = FrontField.Source
Drafts = TemplateSection.Drafts
Step = TimetableStep.Step


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the front sheet."""

    label: StrOrPromise
    source: str = Source.WRITTEN
    mandatory: bool = True
    default: StrOrPromise = ""
    guidance: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """One of the implications."""

    label: StrOrPromise
    guidance: StrOrPromise
    mandatory: bool = True


@dataclass(frozen=True, slots=True)
class Section:
    label: StrOrPromise
    drafts_from: str
    guidance: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A step of the timetable, in working days before the meeting."""

    step: str
    label: StrOrPromise
    working_days_before: int
    guidance: StrOrPromise = ""


@dataclass(frozen=True, slots=True)
class StartingSet:
    implications_heading: StrOrPromise
    front: tuple[Line, ...]
    implications: tuple[Heading, ...]
    sections: tuple[Section, ...]
    timetable: tuple[Day, ...]


_COMMITTEE = StartingSet(
    implications_heading=_("Corporate implications"),
    front=(
        Line(_("Meeting"), Source.BODY),
        Line(_("Date"), Source.MEETING_DATE),
        Line(_("Subject"), Source.SUBJECT),
        Line(
            _("Report of"),
            guidance=_("The chief officer’s job title, with the portfolio holder where the committee wants one."),
        ),
        Line(
            _("Summary"),
            Source.SUMMARY,
            guidance=_("What the report is about and what it asks, in a short paragraph or two."),
        ),
        Line(_("Contact officer"), guidance=_("Name, job title, and how members of the committee reach them.")),
        Line(_("Public or exempt"), Source.CLASSIFICATION),
        Line(_("Wards affected"), default=_("All"), guidance=_("All, or the wards by name.")),
        Line(_("Function of"), guidance=_("Council or Executive: whose function the report is about.")),
        Line(_("Report reference"), Source.REFERENCE, mandatory=False),
    ),
    implications=(
        Heading(
            _("Council priorities"),
            _("Which of the council’s priorities this serves, and how."),
        ),
        Heading(
            _("Financial"),
            _("What it costs, from which budget, and what happens when a grant ends."),
        ),
        Heading(
            _("Legal"),
            _("The duties and powers that are relied on, and any risk of challenge."),
        ),
        Heading(
            _("Risk management"),
            _("What could go wrong, how likely and how bad it is, and what is done about it."),
        ),
        Heading(
            _("Staffing"),
            _("Posts that come, go or change, and what trade unions have been told."),
        ),
        Heading(
            _("Equality and human rights"),
            _("Who gains and who may lose, by protected characteristic, and how that is known."),
        ),
        Heading(
            _("Community safety"),
            _("What it does for crime, disorder and harm, and for children who are exploited."),
        ),
        Heading(
            _("Climate and environment"),
            _("Travel, buildings and energy: what changes, for better or worse."),
        ),
        Heading(
            _("Children and young people’s views"),
            _("Whom you asked, what they said and what was done with it."),
            mandatory=False,
        ),
        Heading(
            _("Data protection"),
            _("Whether personal data is used in a new way, and whether it was assessed."),
            mandatory=False,
        ),
    ),
    sections=(
        Section(
            _("Background"),
            Drafts.PLAN_TEXTS,
            _("What the plan is and what the committee asked for last time. New members read this first."),
        ),
        Section(_("Where things stand"), Drafts.POSITION),
        Section(
            _("Progress by priority"),
            Drafts.SUMMARIES,
            _("What was achieved and what it means for children, priority by priority."),
        ),
        Section(
            _("What needs attention"),
            Drafts.EXCEPTIONS,
            _("Say why, what is done about it, and when it should be back on course."),
        ),
        Section(_("What the measures show"), Drafts.MEASURES),
        Section(_("Next steps"), Drafts.NEXT_STEPS),
    ),
    timetable=(
        Day(Step.DRAFT, _("First draft to those who clear it"), 25),
        Day(Step.CLEARANCE, _("Clearances given"), 15, _("Allow five working days for an answer.")),
        Day(Step.BRIEFING, _("Chair’s briefing"), 10),
        Day(Step.FINAL, _("Final copy to the clerk"), 7),
    ),
)

_NOTING = StartingSet(
    implications_heading=_("Implications"),
    front=(
        Line(_("Meeting"), Source.BODY),
        Line(_("Date"), Source.MEETING_DATE),
        Line(_("Subject"), Source.SUBJECT),
        Line(_("Report of"), guidance=_("Job title and organisation.")),
        Line(_("Contact"), guidance=_("Name, job title, and how members reach them.")),
        Line(_("Purpose"), default=_("For noting")),
        Line(_("Summary"), Source.SUMMARY, guidance=_("What members should take away, in a few sentences.")),
    ),
    implications=(
        Heading(_("Resources"), _("Money and staff, whichever partner they come from.")),
        Heading(_("Equality"), _("Who gains and who may lose, and how that is known.")),
        Heading(
            _("Children and young people’s views"),
            _("Whom you asked, what they said and what was done with it."),
            mandatory=False,
        ),
    ),
    sections=(
        Section(_("Where things stand"), Drafts.POSITION),
        Section(_("What moved since last time"), Drafts.MOVEMENT),
        Section(_("What needs attention"), Drafts.EXCEPTIONS),
        Section(_("Next steps"), Drafts.NEXT_STEPS),
    ),
    timetable=(
        Day(Step.DRAFT, _("First draft"), 15),
        Day(Step.FINAL, _("Final copy to the clerk"), 7),
    ),
)

# Every kind that is written has one: see reports/kinds.py.
STARTING_SETS: Mapping[str, StartingSet] = {Kind.COMMITTEE: _COMMITTEE, Kind.NOTING: _NOTING}
