"""What a body wants in its reports: prepared, taken into use, changed in a new version, and fixed once used."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import models

from indicators.seen import seen_as
from indicators.services.definitions import ChangedMeanwhile
from partnership.models import Body, User
from partnership.refusals import Refused
from reports.forms.templates import KINDS
from reports.kinds import LAYOUTS
from reports.models import (
    FrontField,
    ImplicationHeading,
    Kind,
    ReportTemplate,
    SignOff,
    TemplateSection,
    TimetableStep,
)
from reports.services.templates import (
    PARTS,
    BeingPrepared,
    Fixed,
    NotInUse,
    NotReady,
    SaidTwice,
    SameLabel,
    begin_template,
    change_in_new_version,
    change_template,
    mark_used,
    move_line,
    remove_line,
    remove_template,
    retire,
    set_line,
    take_into_use,
)
from reports.starting_sets import STARTING_SETS
from tests.factories import (
    BodyFactory,
    FrontFieldFactory,
    ImplicationHeadingFactory,
    PostFactory,
    ReportTemplateFactory,
    SignOffFactory,
    TemplateSectionFactory,
    TimetableStepFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

State = ReportTemplate.State
AT = datetime(2026, 11, 2, 9, tzinfo=UTC)


@pytest.fixture
def ellen() -> User:
    return UserFactory(name="Ellen Hughes")


@pytest.fixture
def committee() -> Body:
    return BodyFactory(name="Scrutiny Committee")


def full(**said: Any) -> ReportTemplate:
    """A template with one line of everything."""
    template = ReportTemplateFactory(**said)
    FrontFieldFactory(template=template, label="Wards affected", default="All", guidance="All, or by name.")
    ImplicationHeadingFactory(template=template, label="Legal", clearing_post=PostFactory())
    TemplateSectionFactory(template=template, label="Progress", drafts_from=TemplateSection.Drafts.SUMMARIES)
    SignOffFactory(template=template, label="Approved by the director")
    TimetableStepFactory(template=template, label="Final copy", step=TimetableStep.Step.FINAL, working_days_before=7)
    return template


def says(template: ReportTemplate) -> dict[str, list[dict[str, Any]]]:
    """Every line of a template, without what tells one row from another."""
    return {
        part: [
            {name: value for name, value in line.items() if name not in ("id", "template_id")}
            for line in getattr(template, part).values()
        ]
        for part in PARTS
    }


def labels(lines: Any) -> list[str]:
    return [str(line) for line in lines.all()]


# --- Beginning ------------------------------------------------------------------------------------


def test_begin_template_from_the_usual_headings_holds_all_of_them(committee: Body, ellen: User):
    given = STARTING_SETS[Kind.COMMITTEE]

    template = begin_template(body=committee, kind=Kind.COMMITTEE, name="Report", like=given, by=ellen)

    assert (template.version, template.state, template.implications_heading) == (
        1,
        State.DRAFT,
        "Corporate implications",
    )
    assert labels(template.front_fields) == [
        "Meeting",
        "Date",
        "Subject",
        "Report of",
        "Summary",
        "Contact officer",
        "Public or exempt",
        "Wards affected",
        "Function of",
        "Report reference",
    ]
    assert labels(template.implication_headings) == [str(each.label) for each in given.implications]
    assert labels(template.sections) == [str(each.label) for each in given.sections]
    assert [(each.step, each.working_days_before) for each in template.timetable.all()] == [
        ("draft", 25),
        ("clearance", 15),
        ("briefing", 10),
        ("final", 7),
    ]
    assert labels(template.sign_offs) == []


@pytest.mark.parametrize("kind", [kind for kind, _label in KINDS])
def test_every_starting_set_can_be_taken_into_use_as_it_is(kind: str, committee: Body, ellen: User):
    template = begin_template(body=committee, kind=kind, name="Report", like=STARTING_SETS[kind], by=ellen)

    assert take_into_use(template=template, by=ellen).state == State.IN_USE


def test_every_written_kind_has_a_starting_set():
    assert {kind for kind, layout in LAYOUTS.items() if layout.written} == set(STARTING_SETS)


@pytest.mark.parametrize("kind", STARTING_SETS)
def test_no_starting_set_says_anything_twice(kind: str):
    given = STARTING_SETS[kind]

    for part in (given.front, given.implications, given.sections, given.timetable):
        said = [str(each.label).casefold() for each in part]
        assert sorted(set(said)) == sorted(said)


def test_begin_template_from_nothing_is_empty(committee: Body, ellen: User):
    template = begin_template(body=committee, kind=Kind.NOTING, name="Report", like=None, by=ellen)

    assert says(template) == {part: [] for part in PARTS}


def test_begin_template_like_that_of_another_body_leaves_its_law_and_its_officer_behind(committee: Body, ellen: User):
    other = full(
        scheme=ReportTemplate.Scheme.WALES,
        proper_officer=PostFactory(),
        page_limit=5,
        implications_heading="Implications",
    )

    template = begin_template(body=committee, kind=Kind.COMMITTEE, name="Report", like=other, by=ellen)

    assert says(template) == says(other)
    assert (template.page_limit, template.implications_heading) == (5, "Implications")
    assert (template.scheme, template.proper_officer) == (ReportTemplate.Scheme.OWN, None)


def test_begin_template_while_a_version_is_being_prepared_is_refused(committee: Body, ellen: User):
    ReportTemplateFactory(body=committee, name="Report to scrutiny")

    with pytest.raises(BeingPrepared) as refusal:
        begin_template(body=committee, kind=Kind.COMMITTEE, name="Another", like=None, by=ellen)

    assert str(refusal.value) == (
        "Version 1 of “Report to scrutiny” is being prepared already. Finish it, or take it out first."
    )
    assert ReportTemplate.objects.count() == 1


# --- Versions -------------------------------------------------------------------------------------


def test_change_in_new_version_copies_everything_and_leaves_the_old_one_in_use(committee: Body, ellen: User):
    used = full(
        body=committee,
        name="Report to scrutiny",
        state=State.IN_USE,
        page_limit=4,
        implications_heading="Corporate implications",
        scheme=ReportTemplate.Scheme.ENGLAND,
        proper_officer=PostFactory(),
    )
    mark_used(used, AT)

    version = change_in_new_version(template=used, by=ellen)

    used.refresh_from_db()
    assert says(version) == says(used)
    same = ("name", "page_limit", "implications_heading", "scheme", "proper_officer")
    assert [getattr(version, name) for name in same] == [getattr(used, name) for name in same]
    assert (version.version, version.state, version.first_used_at, version.made_by) == (2, State.DRAFT, None, ellen)
    assert (used.version, used.state, used.first_used_at) == (1, State.IN_USE, AT)


def test_changing_a_new_version_leaves_the_one_that_was_used_as_it_was(committee: Body, ellen: User):
    used = full(body=committee, state=State.IN_USE)
    mark_used(used, AT)
    before = says(used)
    version = change_in_new_version(template=used, by=ellen)

    remove_line(line=version.implication_headings.get(), by=ellen)

    assert (says(used), labels(version.implication_headings)) == (before, [])


def test_take_into_use_retires_the_version_in_use(committee: Body, ellen: User):
    used = full(body=committee, state=State.IN_USE)
    elsewhere = full(state=State.IN_USE)
    version = change_in_new_version(template=used, by=ellen)

    take_into_use(template=version, by=ellen)

    assert list(ReportTemplate.objects.order_by("pk").values_list("pk", "state")) == [
        (used.pk, "retired"),
        (elsewhere.pk, "in_use"),
        (version.pk, "in_use"),
    ]


def test_take_into_use_of_a_retired_version_brings_it_back(committee: Body, ellen: User):
    used = full(body=committee, state=State.IN_USE)
    mark_used(used, AT)
    later = take_into_use(template=change_in_new_version(template=used, by=ellen), by=ellen)

    take_into_use(template=used, by=ellen)

    later.refresh_from_db()
    used.refresh_from_db()
    assert (used.state, later.state) == (State.IN_USE, State.RETIRED)


def test_take_into_use_of_an_empty_template_is_refused(committee: Body, ellen: User):
    template = ReportTemplateFactory(body=committee)

    with pytest.raises(NotReady) as refusal:
        take_into_use(template=template, by=ellen)

    assert str(refusal.value) == (
        "Its front sheet is empty. Add at least one line. "
        "It has no sections, so a report would have nothing in it. Add at least one."
    )
    template.refresh_from_db()
    assert template.state == State.DRAFT


def test_take_into_use_for_a_body_that_law_binds_without_scheme_and_officer_is_refused(ellen: User):
    bound = BodyFactory(name="Scrutiny Committee", bound_by_access_to_information_law=True)

    with pytest.raises(NotReady) as refusal:
        take_into_use(template=full(body=bound), by=ellen)

    assert str(refusal.value) == (
        "Scrutiny Committee is bound by access-to-information law. Say which schedule lists what may be exempt. "
        "Name the post that decides what is exempt: the proper officer."
    )


def test_retire_leaves_the_template_and_begins_nothing_more(committee: Body, ellen: User):
    used = full(body=committee, state=State.IN_USE)
    mark_used(used, AT)

    retired = retire(template=used, by=ellen)

    assert (retired.state, retired.first_used_at) == (State.RETIRED, AT)
    with pytest.raises(NotInUse):
        mark_used(used, AT)


def test_retire_of_a_draft_is_refused(ellen: User):
    with pytest.raises(NotInUse):
        retire(template=ReportTemplateFactory(), by=ellen)


def test_remove_template_takes_out_a_draft_with_all_of_it(ellen: User):
    template = full()

    remove_template(template=template, by=ellen)

    kept: list[type[models.Model]] = [
        ReportTemplate,
        FrontField,
        ImplicationHeading,
        TemplateSection,
        SignOff,
        TimetableStep,
    ]
    assert [model._default_manager.count() for model in kept] == [0, 0, 0, 0, 0, 0]


@pytest.mark.parametrize("state", [State.IN_USE, State.RETIRED])
def test_remove_template_of_one_that_was_in_use_is_refused(state: str, ellen: User):
    with pytest.raises(Fixed):
        remove_template(template=full(state=state), by=ellen)

    assert ReportTemplate.objects.count() == 1


# --- Used -----------------------------------------------------------------------------------------


def test_mark_used_says_since_when_and_only_once():
    template = full(state=State.IN_USE)

    mark_used(template, AT)
    mark_used(template, AT.replace(day=9))

    template.refresh_from_db()
    assert template.first_used_at == AT


@pytest.mark.parametrize("state", [State.DRAFT, State.RETIRED])
def test_mark_used_of_one_that_is_not_in_use_is_refused(state: str):
    template = full(state=state, name="Report to scrutiny")

    with pytest.raises(NotInUse) as refusal:
        mark_used(template, AT)

    assert str(refusal.value) == "Reports are not begun from “Report to scrutiny”: it is not in use. Choose another."


# --- Lines ----------------------------------------------------------------------------------------


def heading(**said: Any) -> dict[str, Any]:
    return {"label": "Financial", "guidance": "", "mandatory": True, "clearing_post": None, **said}


def test_set_line_adds_it_after_the_others(ellen: User):
    template = full()

    set_line(template=template, line=ImplicationHeading(), seen="", by=ellen, **heading())

    assert labels(template.implication_headings) == ["Legal", "Financial"]


def test_set_line_changes_one_where_it_stands(ellen: User):
    template = full()
    first = template.implication_headings.get()
    ImplicationHeadingFactory(template=template, label="Risk", position=first.position + 1)
    post = PostFactory()

    set_line(
        template=template,
        line=first,
        seen=seen_as(first, heading()),
        by=ellen,
        **heading(label="Law", clearing_post=post),
    )

    assert [(each.label, each.clearing_post) for each in template.implication_headings.all()] == [
        ("Law", post),
        ("Risk", None),
    ]


@pytest.mark.parametrize("label", ["Legal", "legal", "  LEGAL "])
def test_set_line_with_a_label_that_is_there_is_refused(label: str, ellen: User):
    template = full()

    with pytest.raises(SameLabel):
        set_line(template=template, line=ImplicationHeading(), seen="", by=ellen, **heading(label=label))

    assert labels(template.implication_headings) == ["Legal"]


def test_set_line_with_its_own_label_is_saved(ellen: User):
    template = full()
    line = template.implication_headings.get()

    set_line(
        template=template, line=line, seen=seen_as(line, heading()), by=ellen, **heading(label="Legal", mandatory=False)
    )

    assert template.implication_headings.get().mandatory is False


def field(**said: Any) -> dict[str, Any]:
    return {"label": "Meeting", "source": "body", "default": "", "mandatory": True, "guidance": "", **said}


def test_set_line_that_fills_in_what_another_does_is_refused(ellen: User):
    template = full()
    set_line(template=template, line=FrontField(), seen="", by=ellen, **field())

    with pytest.raises(SaidTwice) as refusal:
        set_line(template=template, line=FrontField(), seen="", by=ellen, **field(label="Committee"))

    assert str(refusal.value) == "“Meeting” is that already. Choose something else."


def test_set_line_that_somebody_else_changed_is_refused(ellen: User):
    template = full()
    line = template.implication_headings.get()
    shown = seen_as(line, heading())
    ImplicationHeading.objects.filter(pk=line.pk).update(guidance="Ask the solicitor.")

    with pytest.raises(ChangedMeanwhile):
        set_line(template=template, line=line, seen=shown, by=ellen, **heading())

    assert template.implication_headings.get().guidance == "Ask the solicitor."


def test_set_line_that_somebody_else_took_out_is_refused(ellen: User):
    template = full()
    line = template.implication_headings.get()
    ImplicationHeading.objects.filter(pk=line.pk).delete()

    with pytest.raises(ChangedMeanwhile):
        set_line(template=template, line=line, seen=seen_as(line, heading()), by=ellen, **heading())


def ordered(template: ReportTemplate) -> list[ImplicationHeading]:
    """Three headings that all stand at the same position, as a copy from elsewhere may."""
    return [ImplicationHeadingFactory(template=template, label=label, position=0) for label in "ABC"]


@pytest.mark.parametrize(
    ("moved", "up", "order"),
    [(0, True, "ABC"), (0, False, "BAC"), (1, True, "BAC"), (1, False, "ACB"), (2, True, "ACB"), (2, False, "ABC")],
)
def test_move_line_changes_places_with_its_neighbour(moved: int, up: bool, order: str, ellen: User):
    template = ReportTemplateFactory()

    move_line(line=ordered(template)[moved], up=up, by=ellen)

    assert labels(template.implication_headings) == list(order)


def test_move_line_that_was_taken_out_is_refused(ellen: User):
    template = ReportTemplateFactory()
    gone = ordered(template)[1]
    ImplicationHeading.objects.filter(pk=gone.pk).delete()

    with pytest.raises(ChangedMeanwhile):
        move_line(line=gone, up=True, by=ellen)


@pytest.mark.parametrize("state", [State.IN_USE, State.RETIRED])
def test_nothing_changes_in_what_is_or_was_in_use(state: str, ellen: User):
    template = full(state=state)
    line = template.implication_headings.get()
    before = says(template)

    for attempt in (
        lambda: set_line(template=template, line=ImplicationHeading(), seen="", by=ellen, **heading()),
        lambda: set_line(template=template, line=line, seen=seen_as(line, heading()), by=ellen, **heading()),
        lambda: remove_line(line=line, by=ellen),
        lambda: move_line(line=line, up=True, by=ellen),
        lambda: change_template(template=template, seen=seen_as(template, ["name"]), by=ellen, name="Renamed"),
    ):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert str(refusal.value) == (
            "This template is or was in use, so it stays as it is. Change it in a new version."
        )

    template.refresh_from_db()
    assert (says(template), template.name) == (before, "Report to scrutiny")


def test_change_template_says_something_else_of_the_whole(ellen: User):
    template = full()
    said = {"name": "Report to members", "page_limit": 5}

    change_template(template=template, seen=seen_as(template, said), by=ellen, **said)

    template.refresh_from_db()
    assert (template.name, template.page_limit) == ("Report to members", 5)
