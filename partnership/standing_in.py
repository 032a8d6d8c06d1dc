"""Who does a post's work on a day: its holder, whoever covers for them, or the deputy while nobody holds it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from partnership.models import Cover, Post, PostHolding, User


@dataclass(frozen=True, slots=True)
class Worker:
    """Somebody who does a post's work. `covers_until` and `deputises` say how, where they do not hold it."""

    user: User
    post: Post
    covers_until: date | None = None
    deputises: bool = False

    @property
    def why(self) -> str:
        """You cover for the post Head of Lettings until 3 December."""
        if self.deputises:
            return _("You deputise for the post %(post)s, which nobody holds now.") % {"post": self.post}
        if self.covers_until:
            return _("You cover for the post %(post)s until %(day)s.") % {
                "post": self.post,
                "day": date_format(self.covers_until, "j F"),
            }
        return _("You hold the post %(post)s.") % {"post": self.post}


def who_does(posts: Iterable[Post], *, on: date) -> dict[int, tuple[Worker, ...]]:
    """Who does the work of each of these posts on a day, by the post's key; nobody where the tuple is empty.

    Two queries however many posts. Whose account is closed does none. Reads each post's deputy.
    """
    asked = {post.pk: post for post in posts}
    known = {*asked, *(post.deputy_id for post in asked.values() if post.deputy_id)}
    covering: dict[int, list[Cover]] = defaultdict(list)
    for cover in Cover.objects.current(on=on).filter(post__in=known, user__is_active=True).select_related("user"):
        covering[cover.post_id].append(cover)
    holding: dict[int, list[PostHolding]] = defaultdict(list)
    for held in PostHolding.objects.held(on=on).filter(post__in=known).select_related("user"):
        holding[held.post_id].append(held)

    def workers(post: Post) -> tuple[Worker, ...]:
        covered = tuple(Worker(cover.user, post, covers_until=cover.ends_on) for cover in covering[post.pk])
        return covered or tuple(Worker(held.user, post) for held in holding[post.pk])

    def deputies(post: Post) -> tuple[Worker, ...]:
        found = workers(post.deputy) if post.deputy else ()
        return tuple(Worker(worker.user, post, deputises=True) for worker in found)

    return {pk: workers(post) or deputies(post) for pk, post in asked.items()}
