"""Posts: who holds them, handing them over, cover, deputies, and inviting people to them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from monitoring.forms.posts import CoverForm, DeputyForm, HandOverForm, InvitationForm
from monitoring.services.posts import HandedOver, hand_over_post, invite_to_post
from monitoring.work.posts import post_groups, post_page
from partnership.kept_text import keeping_text
from partnership.models import Cover, Post, PostHolding, User
from partnership.refusals import Refused
from partnership.requests import SignedInRequest
from partnership.services.invitations import invite, invite_again
from partnership.services.posts import arrange_cover, choose_deputy, end_cover, person_at
from priorities.permissions import (
    can_arrange_cover,
    can_manage_post,
    organisations_managed_by,
    posts_managed_by,
    posts_visible_to,
)


@login_required
@require_safe
def post_list(request: SignedInRequest) -> HttpResponse:
    """The posts that this person manages or holds."""
    today = timezone.localdate()
    own = PostHolding.objects.held(on=today).filter(user=request.user)
    managed = posts_managed_by(request.user)
    posts = Post.objects.filter(Q(pk__in=managed.values("pk")) | Q(pk__in=own.values("post")))
    context = {
        "groups": post_groups(posts, today=today),
        "manages": organisations_managed_by(request.user).exists(),
    }
    return render(request, "monitoring/post_list.html", context)


@login_required
@require_safe
def post_detail(request: SignedInRequest, post_pk: int) -> HttpResponse:
    post = _post(request, post_pk)
    if not can_arrange_cover(request.user, post):
        raise PermissionDenied
    context = {
        "page": post_page(post, reader=request.user, today=timezone.localdate()),
        "post": post,
        "manages": can_manage_post(request.user, post),
    }
    return render(request, "monitoring/post.html", context)


@keeping_text
@require_http_methods(["GET", "POST"])
def post_hand_over(request: SignedInRequest, post_pk: int) -> HttpResponse:
    """Let somebody else hold a post from a day on, or nobody."""
    post = _managed(request, post_pk)
    today = timezone.localdate()
    holdings = list(
        PostHolding.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), post=post)
        .select_related("user")
        .order_by("starts_on", "pk")
    )
    data = request.POST if request.method == "POST" else None
    form = HandOverForm(data, holdings=holdings, today=today)
    if form.is_valid():
        try:
            handed_over, successor = _hand_over(form, post, by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _handed_over_said(handed_over, successor, post))
            return redirect("monitoring:post", post.pk)
    return render(request, "monitoring/post_hand_over.html", {"post": post, "form": form, "holdings": holdings})


@transaction.atomic
def _hand_over(form: HandOverForm, post: Post, *, by: User) -> tuple[HandedOver, User | None]:
    said = form.cleaned_data
    vacant = said.get("vacant", False)
    successor = None if vacant else _successor(said["email"], said["name"], by=by)
    leaving = said["leaving"]
    handed_over = hand_over_post(
        post=post, leaving=leaving, successor=successor, on=said["on"], acting=said["acting"], by=by
    )
    return handed_over, successor


def _successor(email: str, name: str, *, by: User) -> User:
    """Whoever signs in with this address, or a new person, who is invited."""
    if User.objects.filter(email__iexact=email).exists():
        return person_at(email)
    return invite(email=email, name=name, by=by)


def _handed_over_said(handed_over: HandedOver, successor: User | None, post: Post) -> str:
    if successor is None:
        return _("The post %(post)s is vacant from that day.") % {"post": post}
    said = _("%(person)s holds the post %(post)s from that day.") % {"person": successor, "post": post}
    if not handed_over.drafts:
        return said
    drafts = ngettext("%(number)d draft went with it.", "%(number)d drafts went with it.", handed_over.drafts)
    return f"{said} {drafts % {'number': handed_over.drafts}}"


@keeping_text
@require_http_methods(["GET", "POST"])
def post_cover(request: SignedInRequest, post_pk: int) -> HttpResponse:
    """Let somebody do a post's work while its holder is away."""
    post = _post(request, post_pk)
    if not can_arrange_cover(request.user, post):
        raise PermissionDenied
    form = CoverForm(request.POST if request.method == "POST" else None, today=timezone.localdate())
    if form.is_valid():
        said = form.cleaned_data
        try:
            person = person_at(said["email"])
            cover = arrange_cover(
                post=post, user=person, starts_on=said["starts_on"], ends_on=said["ends_on"], by=request.user
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(person)s covers for this post.") % {"person": cover.user})
            return redirect("monitoring:post", post.pk)
    return render(request, "monitoring/post_cover.html", {"post": post, "form": form})


@login_required
@require_POST
def cover_end(request: SignedInRequest, cover_pk: int) -> HttpResponse:
    covers = Cover.objects.filter(post__in=posts_visible_to(request.user)).select_related("post", "user")
    cover = get_object_or_404(covers, pk=cover_pk)
    if not can_arrange_cover(request.user, cover.post):
        raise PermissionDenied
    try:
        end_cover(cover=cover, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(person)s no longer covers for this post.") % {"person": cover.user})
    return redirect("monitoring:post", cover.post_id)


@login_required
@require_http_methods(["GET", "POST"])
def post_deputy(request: SignedInRequest, post_pk: int) -> HttpResponse:
    """Choose the post whose holder does this one's work while it is vacant."""
    post = _managed(request, post_pk)
    data = request.POST if request.method == "POST" else None
    form = DeputyForm(data, post=post, posts=posts_visible_to(request.user))
    if form.is_valid():
        try:
            choose_deputy(post=post, deputy=form.cleaned_data["deputy"], by=request.user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The deputy is saved."))
            return redirect("monitoring:post", post.pk)
    return render(request, "monitoring/post_deputy.html", {"post": post, "form": form})


@keeping_text
@require_http_methods(["GET", "POST"])
def invitation_new(request: SignedInRequest) -> HttpResponse:
    """Give somebody an account and a post, and tell them by e-mail."""
    organisations = organisations_managed_by(request.user)
    if not organisations.exists():
        raise PermissionDenied
    posts = posts_managed_by(request.user)
    asked = request.GET.get("post", "")
    form = InvitationForm(
        request.POST if request.method == "POST" else None,
        posts=posts,
        organisations=organisations,
        chosen=posts.filter(pk=asked).first() if asked.isascii() and asked.isdigit() and len(asked) < 10 else None,
        today=timezone.localdate(),
    )
    if form.is_valid():
        try:
            holding = invite_to_post(by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("%(person)s is invited.") % {"person": holding.user})
            return redirect("monitoring:post", holding.post_id)
    return render(request, "monitoring/invitation.html", {"form": form})


@login_required
@require_POST
def invitation_again(request: SignedInRequest, user_pk: int) -> HttpResponse:
    """Write another invitation to somebody who holds or will hold a post that this person manages."""
    today = timezone.localdate()
    holdings = PostHolding.objects.filter(Q(ends_on=None) | Q(ends_on__gte=today), user=user_pk)
    holding = holdings.filter(post__in=posts_visible_to(request.user)).select_related("user", "post").first()
    managed = holdings.filter(post__in=posts_managed_by(request.user)).select_related("user", "post").first()
    if managed is None:
        if holding is None:
            raise Http404
        raise PermissionDenied
    try:
        invite_again(user=managed.user, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("%(person)s is invited again.") % {"person": managed.user})
    return redirect("monitoring:post", managed.post_id)


def _post(request: SignedInRequest, post_pk: int) -> Post:
    return get_object_or_404(posts_visible_to(request.user).select_related("organisation", "deputy"), pk=post_pk)


def _managed(request: SignedInRequest, post_pk: int) -> Post:
    post = _post(request, post_pk)
    if not can_manage_post(request.user, post):
        raise PermissionDenied
    return post
