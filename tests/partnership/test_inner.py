"""A query within a query finds what Django's own way finds."""

from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from partnership.inner import Inner
from partnership.models import Body, Membership, Organisation, Post, User
from tests.factories import MembershipFactory, PostFactory, PostHoldingFactory, UserFactory

pytestmark = pytest.mark.django_db


def test_inner_query_finds_the_same_rows_as_a_queryset():
    first, second, _ = PostFactory(title="First"), PostFactory(title="Second"), PostFactory(title="Third")
    wanted = Post.objects.filter(title__in=["First", "Second"]).order_by("-title")

    found = Organisation.objects.filter(posts__in=Inner(wanted))

    assert set(found) == set(Organisation.objects.filter(posts__in=wanted)) == {first.organisation, second.organisation}


def test_inner_query_gives_the_column_that_was_asked_for():
    post = PostFactory()
    PostFactory()

    found = Organisation.objects.filter(pk__in=Inner(Post.objects.filter(pk=post.pk).values("organisation")))

    assert list(found) == [post.organisation]


def test_inner_queries_within_each_other_keep_their_own_tables():
    """Body within membership within body: the same table twice, once outside and once within."""
    seat = MembershipFactory()
    MembershipFactory(role=Membership.Role.CLERK)
    bodies = Body.objects.filter(memberships__in=Inner(Membership.objects.filter(role=seat.role)))
    seats = Membership.objects.filter(body__in=Inner(bodies))

    assert list(Body.objects.filter(memberships__in=Inner(seats))) == [seat.body]
    assert list(Body.objects.exclude(memberships__in=Inner(seats))) == [
        each for each in Body.objects.order_by("pk") if each != seat.body
    ]


def test_inner_query_of_nothing_finds_nothing_and_leaves_the_other_condition():
    post = PostFactory()
    nothing = Inner(Post.objects.none())

    assert list(Post.objects.filter(pk__in=nothing)) == []
    assert list(Post.objects.filter(Q(pk__in=nothing) | Q(pk=post.pk))) == [post]


def test_two_inner_queries_of_one_column_are_told_apart_without_being_asked(django_assert_num_queries):
    first, second = PostFactory(), PostFactory()

    with django_assert_num_queries(0):
        either = Q(pk__in=Inner(Post.objects.filter(pk=first.pk))) | Q(pk__in=Inner(Post.objects.filter(pk=second.pk)))

    assert set(Post.objects.filter(either)) == {first, second}


def test_inner_query_that_is_kept_goes_into_many_queries():
    seat = MembershipFactory()
    MembershipFactory(role=Membership.Role.CLERK)
    kept = Inner.written_out(Membership.objects.filter(role=seat.role))

    assert list(Body.objects.filter(memberships__in=kept)) == [seat.body]
    assert list(Membership.objects.filter(Q(pk__in=kept) & Q(body__memberships__in=kept))) == [seat]


def test_kept_query_of_nothing_finds_nothing():
    MembershipFactory(user=(user := UserFactory()), post=None)

    assert list(Body.objects.with_role(user, on=date(2026, 11, 21))) == []


def test_seats_and_posts_are_those_of_the_day_and_the_person():
    """Asked for again and again, as pages do, while the rows change."""
    one, other, post = UserFactory(), UserFactory(), PostFactory()
    before, after = date(2026, 11, 21), date(2026, 11, 22)
    seat = MembershipFactory(post=post, user=None)

    def found(user: User, on: date) -> list[list[object]]:
        return [list(Post.objects.held_by(user, on=on)), list(Body.objects.with_role(user, seat.role, on=on))]

    assert found(one, before) == found(other, before) == [[], []]
    PostHoldingFactory(post=post, user=one, ends_on=before)
    PostHoldingFactory(post=post, user=other, starts_on=after)

    assert found(one, before) == found(other, after) == [[post], [seat.body]]
    assert found(one, after) == found(other, before) == [[], []]


def test_nobody_has_posts_or_seats():
    nobodies: list[Any] = [AnonymousUser(), User()]
    for user in nobodies:
        with pytest.raises(TypeError):
            Post.objects.held_by(user, on=date(2026, 11, 21))
        with pytest.raises(TypeError):
            Body.objects.with_role(user, Membership.Role.CLERK, on=date(2026, 11, 21))
