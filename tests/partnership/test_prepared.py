"""A prepared query finds what its queryset finds, whatever it was asked before."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from partnership.models import Post, PostHolding, User, posts_of
from partnership.prepared import Prepared
from tests.factories import PostFactory, PostHoldingFactory, UserFactory

pytestmark = pytest.mark.django_db

BEFORE, AFTER = date(2026, 11, 21), date(2026, 11, 22)


def worked_in(*, person: int, on: date) -> QuerySet[Any]:
    """Posts with a title that this person holds on a day or has ever held, with their number of holders."""
    held = PostHolding.objects.held(on=on).filter(post=OuterRef("pk"), user=person)
    return (
        Post.objects.filter(Q(holdings__user=person), title__gt="")
        .select_related("organisation")
        .annotate(holders=Count("holdings"), is_held=Exists(held))
        .order_by("title")
    )


def test_prepared_query_finds_what_its_queryset_finds_for_each_value(django_assert_num_queries):
    one, other = UserFactory(), UserFactory()
    first, second = PostFactory(title="First"), PostFactory(title="Second")
    PostHoldingFactory(post=first, user=one, ends_on=BEFORE)
    PostHoldingFactory(post=second, user=one, starts_on=AFTER)
    PostHoldingFactory(post=second, user=other)
    prepared = Prepared(worked_in)

    def said(found: Any) -> list[Any]:
        return [(post, post.organisation.name, post.holders, post.is_held) for post in found]

    for person in (one, other):
        for day in (BEFORE, AFTER):
            with django_assert_num_queries(1):
                found = said(prepared(person=person.pk, on=day))
            assert found == said(worked_in(person=person.pk, on=day))

    assert said(prepared(person=one.pk, on=AFTER)) == [
        (first, first.organisation.name, 1, False),
        (second, second.organisation.name, 1, True),
    ]


def test_prepared_query_is_put_together_once_and_asked_each_time(django_assert_num_queries):
    put_together = []

    def named(title: str) -> QuerySet[Any]:
        put_together.append(title)
        return Post.objects.filter(title=title)

    prepared = Prepared(named)
    assert prepared("Clerk") == []
    clerk = PostFactory(title="Clerk")

    with django_assert_num_queries(2):
        assert prepared("Clerk") == prepared(title="Clerk") == [clerk]
    assert len(put_together) == 1


def test_prepared_query_with_a_value_too_few_is_refused():
    prepared: Any = Prepared(worked_in)

    with pytest.raises(TypeError):
        prepared(person=1)


def test_prepared_query_refuses_none_because_nothing_equals_it():
    prepared: Any = Prepared(worked_in)

    with pytest.raises(TypeError):
        prepared(person=None, on=AFTER)


def test_prepared_query_asks_what_each_person_may_do_on_each_day():
    """What is kept of a person and a day elsewhere is then kept of the stand-ins."""
    one, other = UserFactory(), UserFactory()
    first, second = PostHoldingFactory(user=one, ends_on=BEFORE).post, PostHoldingFactory(user=other).post

    @Prepared
    def open_to(*, user: int, on: date) -> QuerySet[Any]:
        return Post.objects.filter(pk__in=posts_of(User(pk=user), on=on))

    found = [open_to(user=person.pk, on=day) for person in (one, other) for day in (BEFORE, AFTER)]

    assert found == [[first], [], [second], [second]]


def test_queryset_of_a_prepared_query_can_be_narrowed():
    holding = PostHoldingFactory()
    prepared = Prepared(worked_in)

    rows = prepared.rows(person=holding.user.pk, on=AFTER)

    assert list(rows.filter(is_held=True)) == [holding.post]
    assert list(rows.filter(is_held=False)) == []
