"""Groups of others that plans compare themselves with, and who belongs to them from when to when."""

from __future__ import annotations

from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from indicators.forms.comparators import GroupForm, MemberForm
from indicators.models import Comparator, ComparatorGroup, ComparatorMember
from indicators.permissions import defines_measures_somewhere
from indicators.services.targets import remove_group, remove_member, set_group, set_member
from indicators.views.parts import Part, part_page
from partnership.kept_text import keeping_text
from partnership.models import User
from partnership.requests import SignedInRequest


@login_required
@require_safe
def group_list(request: SignedInRequest) -> HttpResponse:
    """Every group: they belong to no plan, so that two plans name the same areas alike."""
    _allow(request.user)
    groups = ComparatorGroup.objects.annotate(size=Count("members")).order_by("name")
    kinds = dict(Comparator.Kind.choices)
    return render(
        request,
        "indicators/group_list.html",
        {"lines": [(group, kinds.get(group.kind, group.kind)) for group in groups]},
    )


@login_required
@require_safe
def group(request: SignedInRequest, group_pk: int) -> HttpResponse:
    _allow(request.user)
    found = get_object_or_404(ComparatorGroup, pk=group_pk)
    today = timezone.localdate()
    members = list(found.members.order_by("name", "member_from", "pk"))
    context = {
        "group": found,
        "kind": dict(Comparator.Kind.choices).get(found.kind, found.kind),
        "members": [each for each in members if not each.member_until or each.member_until >= today],
        "former": [each for each in members if each.member_until and each.member_until < today],
    }
    return render(request, "indicators/group.html", context)


@keeping_text
@require_http_methods(["GET", "POST"])
def group_new(request: SignedInRequest) -> HttpResponse:
    _allow(request.user)
    return _group(request, None)


@keeping_text
@require_http_methods(["GET", "POST"])
def group_edit(request: SignedInRequest, group_pk: int) -> HttpResponse:
    _allow(request.user)
    return _group(request, get_object_or_404(ComparatorGroup, pk=group_pk))


def _group(request: SignedInRequest, found: ComparatorGroup | None) -> HttpResponse:
    part = Part(
        row=found,
        form=lambda data, row: GroupForm(data, row=row),
        save=partial(set_group, group=found, by=request.user),
        remove=partial(remove_group, group=found, by=request.user) if found else None,
        back=reverse("indicators:group_list"),
        back_label=_("Comparison groups"),
        heading=_("Change a group") if found else _("Add a group"),
        caption=found or _("Comparison groups"),
        saved=_("The group is saved."),
        removed=_("The group is forgotten."),
        guidance="" if found else _("You then say which areas belong to it, and since when."),
        box="name",
        leads_to=lambda made: reverse("indicators:group", args=[made.pk]),
    )
    return part_page(request, part)


@keeping_text
@require_http_methods(["GET", "POST"])
def member_new(request: SignedInRequest, group_pk: int) -> HttpResponse:
    _allow(request.user)
    return _member(request, get_object_or_404(ComparatorGroup, pk=group_pk), None)


@keeping_text
@require_http_methods(["GET", "POST"])
def member_edit(request: SignedInRequest, group_pk: int, member_pk: int) -> HttpResponse:
    _allow(request.user)
    found = get_object_or_404(ComparatorGroup, pk=group_pk)
    return _member(request, found, get_object_or_404(found.members, pk=member_pk))


def _member(request: SignedInRequest, found: ComparatorGroup, member: ComparatorMember | None) -> HttpResponse:
    part = Part(
        row=member,
        form=lambda data, row: MemberForm(data, row=row),
        save=partial(set_member, group=found, member=member, by=request.user),
        remove=partial(remove_member, member=member, by=request.user) if member else None,
        back=reverse("indicators:group", args=[found.pk]),
        back_label=found,
        heading=_("Change an area") if member else _("Add an area"),
        caption=found,
        saved=_("The area is saved."),
        removed=_("The area is taken out."),
        guidance=_("Results keep those who belonged to the group in their period, whoever joins or leaves later."),
        box="member_until",
    )
    return part_page(request, part)


def _allow(user: User) -> None:
    if not defines_measures_somewhere(user):
        raise PermissionDenied
