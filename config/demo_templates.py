"""What the bodies of the demo want in their reports, set up as a coordinator would: begun from the usual headings
or from another body's template, then made the council's own. Posts and bodies are in demo_plan.yaml.
"""

from __future__ import annotations

from typing import Any

from indicators.seen import seen_as
from partnership.models import Body, Post, User
from reports.models import ImplicationHeading, Kind, ReportTemplate, SignOff, TemplateSection
from reports.services.templates import (
    Line,
    begin_template,
    change_template,
    move_line,
    remove_line,
    set_line,
    take_into_use,
)
from reports.starting_sets import STARTING_SETS

SCRUTINY = "Children and Families Scrutiny Committee"
BOARD = "Children’s Partnership Board"
WELLBEING_BOARD = "Northmoor Health and Wellbeing Board"
DIRECTOR = "Director of Children’s Services"
MONITORING_OFFICER = "Head of Legal and Monitoring Officer"


def load_templates(*, by: User) -> None:
    """Give three bodies the templates that they have in use."""
    _for_scrutiny(by)
    board = _for_the_board(by)
    _for_health_and_wellbeing(board, by)


def _for_scrutiny(by: User) -> None:
    template = begin_template(
        body=Body.objects.get(name=SCRUTINY),
        kind=Kind.COMMITTEE,
        name="Report to scrutiny",
        like=STARTING_SETS[Kind.COMMITTEE],
        by=by,
    )
    _bind(template, by, page_limit=10)
    for label, title in (
        ("Financial", "Finance Business Partner"),
        ("Legal", MONITORING_OFFICER),
        ("Equality and human rights", "Equality and Inclusion Adviser"),
    ):
        _change(template.implication_headings.get(label=label), by, clearing_post=Post.objects.get(title=title))
    views = template.implication_headings.get(label="Children and young people’s views")
    _change(
        views,
        by,
        mandatory=True,
        guidance="Northmoor’s promise: whom you asked, what they said, and what will be different because of it.",
    )
    # The committee reads first what children said.
    for _place in range(template.implication_headings.count()):
        move_line(line=views, up=True, by=by)
    _change(
        template.front_fields.get(label="Wards affected"), by, guidance="All, or the wards in the order of the map."
    )
    _change(template.timetable.get(step="final"), by, guidance="By 10am, so that the papers go out the next morning.")
    _sign_off(template, "Approved by the Director of Children’s Services", DIRECTOR, by)
    take_into_use(template=template, by=by)


def _for_the_board(by: User) -> ReportTemplate:
    template = begin_template(
        body=Body.objects.get(name=BOARD),
        kind=Kind.NOTING,
        name="Progress note for the board",
        like=STARTING_SETS[Kind.NOTING],
        by=by,
    )
    set_line(
        template=template,
        line=TemplateSection(),
        seen="",
        by=by,
        label="What the board is asked to unblock",
        drafts_from=TemplateSection.Drafts.DECISIONS,
        guidance="One paragraph for each: what, by whom, by when.",
    )
    _sign_off(template, DIRECTOR, DIRECTOR, by)
    return take_into_use(template=template, by=by)


def _for_health_and_wellbeing(board: ReportTemplate, by: User) -> None:
    template = begin_template(
        body=Body.objects.get(name=WELLBEING_BOARD),
        kind=Kind.NOTING,
        name="Report for noting",
        like=board,
        by=by,
    )
    _bind(template, by, page_limit=4)
    remove_line(line=template.sections.get(label="What the board is asked to unblock"), by=by)
    set_line(
        template=template,
        line=ImplicationHeading(),
        seen="",
        by=by,
        label="Health inequalities",
        guidance="Which families gain least so far, and what is done to reach them.",
        mandatory=True,
        clearing_post=Post.objects.get(title="Consultant in Public Health"),
    )
    take_into_use(template=template, by=by)


def _bind(template: ReportTemplate, by: User, **said: Any) -> None:
    """Name the law that the body follows, and who decides by it."""
    said |= {
        "scheme": ReportTemplate.Scheme.ENGLAND,
        "proper_officer": Post.objects.get(title=MONITORING_OFFICER),
    }
    change_template(template=template, seen=seen_as(template, said), by=by, **said)


def _change(line: Line, by: User, **said: Any) -> None:
    said = {"label": line.label, **said}
    set_line(template=line.template, line=line, seen=seen_as(line, said), by=by, **said)


def _sign_off(template: ReportTemplate, label: str, title: str, by: User) -> None:
    post = Post.objects.get(title=title)
    set_line(template=template, line=SignOff(), seen="", by=by, label=label, post=post, guidance="")
