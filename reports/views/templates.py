"""The pages on which a coordinator keeps what each body wants in its reports."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from indicators.services.definitions import ChangedMeanwhile
from indicators.views.parts import Part, part_page
from partnership.kept_text import keeping_text, number
from partnership.models import BodyQuerySet, Post, User
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from reports.forms.templates import (
    BeginForm,
    ClearingForm,
    FrontFieldForm,
    HeadingForm,
    SectionForm,
    SignOffForm,
    StepForm,
    WholeForm,
)
from reports.models import (
    FrontField,
    ImplicationHeading,
    ReportTemplate,
    ReportTemplateQuerySet,
    SignOff,
    TemplateSection,
    TimetableStep,
)
from reports.permissions import bodies_with_own_templates, can_edit_templates, keeps_templates
from reports.services.templates import (
    Line,
    begin_template,
    change_in_new_version,
    change_template,
    move_line,
    name_clearing,
    remove_line,
    remove_template,
    retire,
    set_line,
    take_into_use,
)
from reports.template_gaps import in_the_way, worth_a_look

State = ReportTemplate.State


# --- The list ------------------------------------------------------------------------------------


@login_required
@require_safe
def template_list(request: SignedInRequest) -> HttpResponse:
    """Every body whose reports this person shapes, with what it wants in them."""
    bodies = list(_shaped_bodies(request.user))
    shown = ReportTemplate.objects.filter(body__in=bodies).exclude(state=State.RETIRED).order_by("kind", "-version")
    by_body: dict[int, list[ReportTemplate]] = {}
    for template in shown:
        by_body.setdefault(template.body_id, []).append(template)
    context = {
        "kept": [(body, by_body[body.pk]) for body in bodies if body.pk in by_body],
        "without": [body for body in bodies if body.pk not in by_body],
    }
    return render(request, "reports/templates/list.html", context)


@keeping_text
@require_http_methods(["GET", "POST"])
def template_new(request: SignedInRequest) -> HttpResponse:
    bodies = _shaped_bodies(request.user)
    templates = ReportTemplate.objects.select_related("body").order_by("body__name", "kind", "-version")
    form = BeginForm(
        request.POST if request.method == "POST" else None,
        bodies=bodies,
        templates=templates,
        body=bodies.filter(pk=number(request.GET, "body")).first(),
    )
    if form.is_valid():
        try:
            template = begin_template(by=request.user, **form.said())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is begun. Go through its parts, then take it into use."))
            return redirect(template)
    return render(request, "reports/templates/new.html", {"form": form})


# --- One template --------------------------------------------------------------------------------


@login_required
@require_safe
def template_detail(request: SignedInRequest, template_pk: int) -> HttpResponse:
    """Everything that the template says, part by part."""
    template = _seen_template(request.user, template_pk, ReportTemplate.objects.with_parts())
    edits = can_edit_templates(request.user, template.body)
    versions = list(ReportTemplate.objects.filter(body=template.body, kind=template.kind).order_by("-version"))
    is_draft = template.state == State.DRAFT
    context = {
        "template": template,
        "changes": edits and is_draft,
        "edits": edits,
        "in_the_way": in_the_way(template) if is_draft else [],
        "worth_a_look": worth_a_look(template, vacant=_vacant_posts(template)) if is_draft else [],
        "versions": versions if len(versions) > 1 else [],
        "draft": next((each for each in versions if each.state == State.DRAFT), None),
        "used": next((each for each in versions if each.state == State.IN_USE), None),
    }
    return render(request, "reports/templates/detail.html", context)


@login_required
@require_safe
def template_preview(request: SignedInRequest, template_pk: int) -> HttpResponse:
    """How a report of it looks before anything is written: every line and heading with what its writer is told."""
    template = _seen_template(request.user, template_pk, ReportTemplate.objects.with_parts())
    return render(request, "reports/templates/preview.html", {"template": template})


@keeping_text
@require_http_methods(["GET", "POST"])
def template_edit(request: SignedInRequest, template_pk: int) -> HttpResponse:
    template = _kept_template(request.user, template_pk)
    part = Part(
        **_about(template, template),
        form=lambda data, row: WholeForm(data, row=row),
        save=partial(change_template, template=template, by=request.user),
        heading=_("The template as a whole"),
        saved=_("Your changes are saved."),
    )
    return _asked(request, template, part)


@login_required
@require_POST
def template_use(request: SignedInRequest, template_pk: int) -> HttpResponse:
    template = _kept_template(request.user, template_pk)
    try:
        take_into_use(template=template, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is in use. Reports can be begun from it."))
    return redirect(template)


@login_required
@require_POST
def template_change(request: SignedInRequest, template_pk: int) -> HttpResponse:
    template = _kept_template(request.user, template_pk)
    try:
        version = change_in_new_version(template=template, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(template)
    messages.success(
        request,
        _("This is version %(number)d, a copy. The other stays in use until you take this one into use.")
        % {"number": version.version}
        if template.state == State.IN_USE
        else _("This is version %(number)d, a copy.") % {"number": version.version},
    )
    return redirect(version)


@login_required
@require_POST
def template_retire(request: SignedInRequest, template_pk: int) -> HttpResponse:
    template = _kept_template(request.user, template_pk)
    try:
        retire(template=template, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("No report is begun from it any more. Those that were go on."))
    return redirect(template)


@login_required
@require_http_methods(["GET", "POST"])
def template_remove(request: SignedInRequest, template_pk: int) -> HttpResponse:
    template = _kept_template(request.user, template_pk)
    if request.method == "POST":
        try:
            remove_template(template=template, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(template)
        messages.success(request, _("The version that was being prepared is taken out."))
        return redirect("reports:template_list")
    return render(request, "reports/templates/remove.html", {"template": template})


# --- Its lines -----------------------------------------------------------------------------------


@keeping_text
@require_http_methods(["GET", "POST"])
def front_field_new(request: SignedInRequest, template_pk: int) -> HttpResponse:
    return _front_field(request, _kept_template(request.user, template_pk), None)


@keeping_text
@require_http_methods(["GET", "POST"])
def front_field_edit(request: SignedInRequest, template_pk: int, field_pk: int) -> HttpResponse:
    template = _kept_template(request.user, template_pk)
    return _front_field(request, template, get_object_or_404(template.front_fields, pk=field_pk))


def _front_field(request: SignedInRequest, template: ReportTemplate, field: FrontField | None) -> HttpResponse:
    part = Part(
        **_about(template, field, anchor="front"),
        form=lambda data, row: FrontFieldForm(data, row=row),
        save=partial(set_line, template=template, line=field or FrontField(), by=request.user),
        remove=partial(remove_line, line=field, by=request.user) if field else None,
        heading=_("Change a line of the front sheet") if field else _("Add a line to the front sheet"),
        saved=_("The line is saved."),
        removed=_("The line is taken out."),
    )
    return _asked(request, template, part)


@keeping_text
@require_http_methods(["GET", "POST"])
def heading_new(request: SignedInRequest, template_pk: int) -> HttpResponse:
    return _heading(request, _kept_template(request.user, template_pk), None)


@keeping_text
@require_http_methods(["GET", "POST"])
def heading_edit(request: SignedInRequest, template_pk: int, heading_pk: int) -> HttpResponse:
    template = _kept_template(request.user, template_pk)
    return _heading(request, template, get_object_or_404(template.implication_headings, pk=heading_pk))


def _heading(request: SignedInRequest, template: ReportTemplate, heading: ImplicationHeading | None) -> HttpResponse:
    part = Part(
        **_about(template, heading, anchor="implications"),
        form=lambda data, row: HeadingForm(data, row=row),
        save=partial(set_line, template=template, line=heading or ImplicationHeading(), by=request.user),
        remove=partial(remove_line, line=heading, by=request.user) if heading else None,
        heading=_("Change an implication") if heading else _("Add an implication"),
        saved=_("The implication is saved."),
        removed=_("The implication is taken out."),
    )
    return _asked(request, template, part)


@login_required
@require_http_methods(["GET", "POST"])
def template_clearing(request: SignedInRequest, template_pk: int) -> HttpResponse:
    """Who clears each implication, on one page."""
    template = _kept_template(request.user, template_pk)
    if request.method == "GET" and template.state != State.DRAFT:
        return _sent_back(request, template)
    form = ClearingForm(
        request.POST if request.method == "POST" else None, headings=list(template.implication_headings.all())
    )
    if form.is_valid():
        try:
            name_clearing(template=template, posts=form.said(), seen=form.cleaned_data["seen"], by=request.user)
        except ChangedMeanwhile as conflict:
            form.add_error(None, str(conflict))
            form.show_again(list(template.implication_headings.select_related("clearing_post")))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved who clears what."))
            return redirect(f"{template.get_absolute_url()}#implications")
    return render(request, "reports/templates/clearing.html", {"form": form, "template": template})


@keeping_text
@require_http_methods(["GET", "POST"])
def section_new(request: SignedInRequest, template_pk: int) -> HttpResponse:
    return _section(request, _kept_template(request.user, template_pk), None)


@keeping_text
@require_http_methods(["GET", "POST"])
def section_edit(request: SignedInRequest, template_pk: int, template_section_pk: int) -> HttpResponse:
    template = _kept_template(request.user, template_pk)
    return _section(request, template, get_object_or_404(template.sections, pk=template_section_pk))


def _section(request: SignedInRequest, template: ReportTemplate, section: TemplateSection | None) -> HttpResponse:
    part = Part(
        **_about(template, section, anchor="sections"),
        form=lambda data, row: SectionForm(data, row=row),
        save=partial(set_line, template=template, line=section or TemplateSection(), by=request.user),
        remove=partial(remove_line, line=section, by=request.user) if section else None,
        heading=_("Change a section") if section else _("Add a section"),
        saved=_("The section is saved."),
        removed=_("The section is taken out."),
    )
    return _asked(request, template, part)


@keeping_text
@require_http_methods(["GET", "POST"])
def sign_off_new(request: SignedInRequest, template_pk: int) -> HttpResponse:
    return _sign_off(request, _kept_template(request.user, template_pk), None)


@keeping_text
@require_http_methods(["GET", "POST"])
def sign_off_edit(request: SignedInRequest, template_pk: int, sign_off_pk: int) -> HttpResponse:
    template = _kept_template(request.user, template_pk)
    return _sign_off(request, template, get_object_or_404(template.sign_offs, pk=sign_off_pk))


def _sign_off(request: SignedInRequest, template: ReportTemplate, sign_off: SignOff | None) -> HttpResponse:
    part = Part(
        **_about(template, sign_off, anchor="sign-offs"),
        form=lambda data, row: SignOffForm(data, row=row),
        save=partial(set_line, template=template, line=sign_off or SignOff(), by=request.user),
        remove=partial(remove_line, line=sign_off, by=request.user) if sign_off else None,
        heading=_("Change a sign-off") if sign_off else _("Add a sign-off"),
        saved=_("The sign-off is saved."),
        removed=_("The sign-off is taken out."),
    )
    return _asked(request, template, part)


@keeping_text
@require_http_methods(["GET", "POST"])
def step_new(request: SignedInRequest, template_pk: int) -> HttpResponse:
    return _step(request, _kept_template(request.user, template_pk), None)


@keeping_text
@require_http_methods(["GET", "POST"])
def step_edit(request: SignedInRequest, template_pk: int, step_pk: int) -> HttpResponse:
    template = _kept_template(request.user, template_pk)
    return _step(request, template, get_object_or_404(template.timetable, pk=step_pk))


def _step(request: SignedInRequest, template: ReportTemplate, step: TimetableStep | None) -> HttpResponse:
    part = Part(
        **_about(template, step, anchor="timetable"),
        form=lambda data, row: StepForm(data, row=row),
        save=partial(set_line, template=template, line=step or TimetableStep(), by=request.user),
        remove=partial(remove_line, line=step, by=request.user) if step else None,
        heading=_("Change a day of the timetable") if step else _("Add a day to the timetable"),
        saved=_("The day is saved."),
        removed=_("The day is taken out."),
    )
    return _asked(request, template, part)


@login_required
@require_POST
def front_field_move(request: SignedInRequest, template_pk: int, field_pk: int) -> HttpResponse:
    template = _kept_template(request.user, template_pk)
    return _moved(request, template, get_object_or_404(template.front_fields, pk=field_pk), "front")


@login_required
@require_POST
def heading_move(request: SignedInRequest, template_pk: int, heading_pk: int) -> HttpResponse:
    template = _kept_template(request.user, template_pk)
    return _moved(request, template, get_object_or_404(template.implication_headings, pk=heading_pk), "implications")


@login_required
@require_POST
def section_move(request: SignedInRequest, template_pk: int, template_section_pk: int) -> HttpResponse:
    template = _kept_template(request.user, template_pk)
    return _moved(request, template, get_object_or_404(template.sections, pk=template_section_pk), "sections")


@login_required
@require_POST
def sign_off_move(request: SignedInRequest, template_pk: int, sign_off_pk: int) -> HttpResponse:
    template = _kept_template(request.user, template_pk)
    return _moved(request, template, get_object_or_404(template.sign_offs, pk=sign_off_pk), "sign-offs")


def _moved(
    request: SignedInRequest,
    template: ReportTemplate,
    line: Line,
    anchor: str,
) -> HttpResponse:
    """Back to where the line stands now, so that it can be moved on at once."""
    try:
        move_line(line=line, up=request.POST.get("way") == "up", by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(f"{template.get_absolute_url()}#{anchor}-{line.pk}")


# --- What a page is about ------------------------------------------------------------------------


def _shaped_bodies(user: User) -> BodyQuerySet:
    """Bodies whose reports this person shapes. Raises PermissionDenied where there is none."""
    if not keeps_templates(user):
        raise PermissionDenied
    return bodies_with_own_templates(user).order_by("name")


def _seen_template(user: User, template_pk: int, templates: ReportTemplateQuerySet) -> ReportTemplate:
    """A template, for whoever shapes the reports of any body: they may copy it. Raises Http404 for others."""
    if not keeps_templates(user):
        templates = templates.none()
    return get_object_or_404(templates, pk=template_pk)


def _kept_template(user: User, template_pk: int) -> ReportTemplate:
    """A template that this person keeps. Raises Http404, PermissionDenied."""
    template = _seen_template(user, template_pk, ReportTemplate.objects.select_related("body", "proper_officer"))
    if not can_edit_templates(user, template.body):
        raise PermissionDenied
    return template


def _asked(request: SignedInRequest, template: ReportTemplate, part: Part) -> HttpResponse:
    """The page of a part. Of what can no longer change none is shown, but what was typed into one is not lost."""
    if request.method == "GET" and template.state != State.DRAFT:
        return _sent_back(request, template)
    return part_page(request, part)


def _sent_back(request: SignedInRequest, template: ReportTemplate) -> HttpResponse:
    messages.error(request, _("This template is or was in use, so it stays as it is. Change it in a new version."))
    return redirect(template)


def _vacant_posts(template: ReportTemplate) -> set[int]:
    named = [
        *(each.clearing_post_id for each in template.implication_headings.all()),
        *(each.post_id for each in template.sign_offs.all()),
        template.proper_officer_id,
    ]
    vacant = Post.objects.vacant(on=timezone.localdate()).filter(pk__in=[pk for pk in named if pk is not None])
    return set(vacant.values_list("pk", flat=True))


def _about(template: ReportTemplate, line: Any = None, *, anchor: str = "") -> dict[str, Any]:
    """What every page about a part of a template says above it, and where it leads back to."""
    whole = template.get_absolute_url()
    about = {"row": line, "caption": template, "back": whole, "back_label": template}
    if not anchor:
        return about
    return about | {
        "back": f"{whole}#{anchor}",
        "box": "label",
        "leads_to": lambda made: f"{whole}#{anchor}-{made.pk}",
    }
