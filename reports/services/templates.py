"""Saying what a body wants in its reports: a template is prepared, taken into use, and replaced by a new version."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Max, ProtectedError
from django.utils import timezone
from django.utils.translation import gettext as _

from indicators.seen import all_seen_as
from indicators.services.definitions import ChangedMeanwhile, write
from partnership.models import Body, User
from partnership.refusals import Refused, refusing
from reports.models import FrontField, ImplicationHeading, ReportTemplate, SignOff, TemplateSection, TimetableStep
from reports.starting_sets import StartingSet
from reports.template_gaps import in_the_way

State = ReportTemplate.State

Line = TypeVar("Line", FrontField, ImplicationHeading, TemplateSection, SignOff, TimetableStep)
# What a template consists of, by the name of its rows.
PARTS = ("front_fields", "implication_headings", "sections", "sign_offs", "timetable")
# What a new version takes over besides its parts.
_SETTINGS = ("body", "kind", "name", "implications_heading", "page_limit", "scheme", "proper_officer")


class BeingPrepared(Refused):
    """A body has one new version at a time."""


class Fixed(Refused):
    """Only what is being prepared changes."""


class SameLabel(Refused):
    """Two lines that readers could not tell apart."""


class SaidTwice(Refused):
    """What is filled in by itself, or due on a day of its own, stands there once."""


class NotReady(Refused):
    """A report could not be begun from it."""


class NotInUse(Refused):
    """Reports are begun from templates in use alone."""


# --- Versions ------------------------------------------------------------------------------------


@transaction.atomic
def begin_template(
    *, body: Body, kind: str, name: str, like: StartingSet | ReportTemplate | None, by: User
) -> ReportTemplate:
    """Prepare what `body` wants in a kind of report: like a starting set, like another template, or from nothing.

    It is the first version, or the one after those that the body has already. Raises BeingPrepared.
    """
    template = _next(body=body, kind=kind, by=by)
    template.name = name
    if isinstance(like, ReportTemplate):
        template.implications_heading = like.implications_heading
        template.page_limit = like.page_limit
        if body == like.body:
            template.scheme, template.proper_officer = like.scheme, like.proper_officer
    elif like is not None:
        template.implications_heading = str(like.implications_heading)
    with refusing():
        template.save()
    lines = _copied(like) if isinstance(like, ReportTemplate) else _begun(like) if like is not None else iter(())
    _add(template, lines)
    return template


@transaction.atomic
def change_in_new_version(*, template: ReportTemplate, by: User) -> ReportTemplate:
    """A copy of a template that can no longer change, to be changed and taken into use. Raises BeingPrepared."""
    version = _next(body=template.body, kind=template.kind, by=by)
    for name in _SETTINGS:
        setattr(version, name, getattr(template, name))
    with refusing():
        version.save()
    _add(version, _copied(template))
    return version


@transaction.atomic
def take_into_use(*, template: ReportTemplate, by: User) -> ReportTemplate:
    """From now on reports are begun from this version; the one in use until now is retired. Raises NotReady.

    A version that was retired can be taken up again.
    """
    # All versions are locked, so that of two at once only one comes into use.
    versions = ReportTemplate.objects.filter(body=template.body_id, kind=template.kind).order_by("pk")
    list(versions.select_for_update())
    template = ReportTemplate.objects.with_parts().get(pk=template.pk)
    if gaps := in_the_way(template):
        raise NotReady(" ".join(gap.sentence for gap in gaps))
    for other in versions.in_use().exclude(pk=template.pk):
        other.state = State.RETIRED
        other.save(update_fields=["state"])
    template.state = State.IN_USE
    with refusing():
        template.save(update_fields=["state"])
    return template


@transaction.atomic
def retire(*, template: ReportTemplate, by: User) -> ReportTemplate:
    """No report is begun from it any more; those that were go on. Raises NotInUse."""
    template = ReportTemplate.objects.select_for_update().get(pk=template.pk)
    if template.state != State.IN_USE:
        raise NotInUse(_("“%(template)s” is not in use.") % {"template": template})
    template.state = State.RETIRED
    with refusing():
        template.save(update_fields=["state"])
    return template


@transaction.atomic
def remove_template(*, template: ReportTemplate, by: User) -> None:
    """Take out a version that is still being prepared. Raises Fixed."""
    template = _prepared(template)
    try:
        with refusing():
            template.delete()
    except ProtectedError as error:
        raise Fixed(_("A report was begun from this template, so it stays.")) from error


@transaction.atomic
def mark_used(template: ReportTemplate, at: datetime) -> ReportTemplate:
    """Note that a report is begun from the template: from now on it never changes. Raises NotInUse."""
    template = ReportTemplate.objects.select_for_update().get(pk=template.pk)
    if template.state != State.IN_USE:
        raise NotInUse(
            _("Reports are not begun from “%(template)s”: it is not in use. Choose another.") % {"template": template}
        )
    if template.first_used_at is None:
        template.first_used_at = at
        with refusing():
            template.save(update_fields=["first_used_at"])
    return template


def _next(*, body: Body, kind: str, by: User) -> ReportTemplate:
    """A version after the last one, not yet stored."""
    # Locked, so that two people who begin at once do not both.
    Body.objects.select_for_update().get(pk=body.pk)
    versions = ReportTemplate.objects.filter(body=body, kind=kind)
    if draft := versions.filter(state=State.DRAFT).first():
        raise BeingPrepared(
            _("Version %(version)d of “%(template)s” is being prepared already. Finish it, or take it out first.")
            % {"version": draft.version, "template": draft}
        )
    last = versions.aggregate(last=Max("version"))["last"] or 0
    return ReportTemplate(body=body, kind=kind, version=last + 1, made_at=timezone.now(), made_by=by)


def _add(template: ReportTemplate, lines: Iterator[models.Model]) -> None:
    for line in lines:
        line.template = template  # type: ignore[attr-defined]
        line.save()


def _copied(template: ReportTemplate) -> Iterator[models.Model]:
    """Every line of a template as a new row, of no template yet."""
    for part in PARTS:
        for line in getattr(template, part).iterator():
            line.pk, line._state.adding = None, True
            yield line


def _begun(given: StartingSet) -> Iterator[models.Model]:
    """Every line of a starting set as a new row, of no template yet."""
    for position, field in enumerate(given.front):
        yield FrontField(
            position=position,
            label=str(field.label),
            guidance=str(field.guidance),
            source=field.source,
            mandatory=field.mandatory,
            default=str(field.default),
        )
    for position, heading in enumerate(given.implications):
        yield ImplicationHeading(
            position=position, label=str(heading.label), guidance=str(heading.guidance), mandatory=heading.mandatory
        )
    for position, section in enumerate(given.sections):
        yield TemplateSection(
            position=position,
            label=str(section.label),
            guidance=str(section.guidance),
            drafts_from=section.drafts_from,
        )
    for position, day in enumerate(given.timetable):
        yield TimetableStep(
            position=position,
            label=str(day.label),
            guidance=str(day.guidance),
            step=day.step,
            working_days_before=day.working_days_before,
        )


# --- What it says --------------------------------------------------------------------------------


@transaction.atomic
def change_template(*, template: ReportTemplate, seen: str, by: User, **said: Any) -> ReportTemplate:
    """Say something else of a template as a whole. Raises Fixed, ChangedMeanwhile."""
    return write(_prepared(template), seen=seen, said=said)


@transaction.atomic
def set_line(*, template: ReportTemplate, line: Line, seen: str, by: User, **said: Any) -> Line:
    """Add a line after those that are there, or say something else of one. `line` may be a row not yet stored.

    Raises Fixed, SameLabel, SaidTwice, ChangedMeanwhile.
    """
    line.template = _prepared(template)
    others = list(type(line)._default_manager.filter(template=template))
    if line.pk is not None:
        line = _among(others, line)
        others.remove(line)
    else:
        line.position = max((each.position for each in others), default=-1) + 1
    _check_told_apart(said, others)
    return write(line, seen=seen, said=said)


@transaction.atomic
def name_clearing(*, template: ReportTemplate, posts: Mapping[int, int | None], seen: str, by: User) -> None:
    """Say which post clears each implication: the key of a post, or None, by the key of its heading.

    Raises Fixed, ChangedMeanwhile.
    """
    template = _prepared(template)
    headings = list(template.implication_headings.all())
    if all_seen_as(headings, ["clearing_post"]) != seen:
        raise ChangedMeanwhile(
            _("Somebody else changed this since you opened the page. Compare, and save again to keep what you chose.")
        )
    for heading in headings:
        if heading.pk in posts and heading.clearing_post_id != posts[heading.pk]:
            heading.clearing_post_id = posts[heading.pk]
            with refusing():
                heading.save(update_fields=["clearing_post"])


@transaction.atomic
def remove_line(*, line: Line, by: User) -> None:
    """Take a line out. Raises Fixed."""
    _prepared(line.template)
    with refusing():
        line.delete()


@transaction.atomic
def move_line(*, line: Line, up: bool, by: User) -> None:
    """Change places with the line above or below; the first stays first and the last last. Raises Fixed."""
    _prepared(line.template)
    lines = list(type(line)._default_manager.filter(template=line.template_id))
    here = lines.index(_among(lines, line))
    there = here - 1 if up else here + 1
    if 0 <= there < len(lines):
        lines[here], lines[there] = lines[there], lines[here]
    for position, each in enumerate(lines):
        if each.position != position:
            each.position = position
            with refusing():
                each.save(update_fields=["position"])


def _prepared(template: ReportTemplate) -> ReportTemplate:
    """The template, held until the end of the transaction. Raises Fixed for one that is or was in use."""
    template = ReportTemplate.objects.select_for_update(of=("self",)).get(pk=template.pk)
    if template.state != State.DRAFT:
        raise Fixed(_("This template is or was in use, so it stays as it is. Change it in a new version."))
    return template


def _among(lines: list[Line], line: Line) -> Line:
    """The line as it stands there now. Raises ChangedMeanwhile where it does not any more."""
    if line not in lines:
        raise ChangedMeanwhile(_("Somebody else has taken this out since you opened the page."))
    return lines[lines.index(line)]


def _check_told_apart(said: dict[str, Any], others: list[Any]) -> None:
    label = _folded(said["label"])
    if any(_folded(each.label) == label for each in others):
        raise SameLabel(
            _("“%(label)s” stands there already. Give this one another name, or change the other.")
            % {"label": said["label"]}
        )
    for name, free in (("source", FrontField.Source.WRITTEN), ("step", TimetableStep.Step.OTHER)):
        value = said.get(name)
        if value is None or value == free:
            continue
        if twice := next((each for each in others if getattr(each, name) == value), None):
            raise SaidTwice(_("“%(label)s” is that already. Choose something else.") % {"label": twice})


def _folded(label: str) -> str:
    return " ".join(label.split()).casefold()
