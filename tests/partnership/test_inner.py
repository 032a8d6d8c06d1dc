"""A query within a query finds what Django's own way finds."""

import pytest
from django.db.models import Q

from partnership.inner import Inner
from partnership.models import Body, Membership, Organisation, Post
from tests.factories import MembershipFactory, PostFactory

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
