"""Organisations, the posts in them, the people who hold those posts, and the bodies they sit on."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, Self

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from partnership.history import tracked
from partnership.inner import Inner


class AddressField(models.EmailField[str, str]):
    """An e-mail address, kept and looked for in small letters: people spell their own with capitals or without."""

    def get_prep_value(self, value: Any) -> Any:
        value = super().get_prep_value(value)
        return value.lower() if isinstance(value, str) else value


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Add a person; without a password they choose one by e-mail."""
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email__iexact=username)


@tracked(exclude=["password", "last_login"])
class User(AbstractBaseUser):
    """A person who signs in. What they may do follows from the posts they hold and the bodies they sit on."""

    email = AddressField(_("email address"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_is_unique_in_any_case",
                violation_error_message=_("Somebody else already signs in with this e-mail address."),
            ),
            models.CheckConstraint(
                name="user_email_is_in_small_letters",
                condition=Q(email=Lower("email")),
                violation_error_message=_("An e-mail address to sign in with is kept in small letters."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


@tracked()
class Organisation(models.Model):
    """A partner, or a directorate or service within one."""

    class Kind(models.TextChoices):
        COUNCIL = "council", _("Council")
        DIRECTORATE = "directorate", _("Council directorate or service")
        NHS = "nhs", _("NHS")
        POLICE = "police", _("Police")
        PROBATION = "probation", _("Probation and justice")
        SCHOOLS = "schools", _("Schools and colleges")
        VOLUNTARY = "voluntary", _("Voluntary sector")
        PARENT_CARERS = "parent_carers", _("Parent carer forum")
        YOUNG_PEOPLE = "young_people", _("Young people’s organisation")
        OTHER = "other", _("Other")

    name = models.TextField(unique=True)
    short_name = models.CharField(max_length=60, blank=True)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OTHER)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="parts")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class CurrentQuerySet(models.QuerySet[Any]):
    def current(self, *, on: date) -> Self:
        """Those in force on a day; an open end means until further notice."""
        return self.filter(
            Q(starts_on=None) | Q(starts_on__lte=on),
            Q(ends_on=None) | Q(ends_on__gte=on),
        )


class PostQuerySet(models.QuerySet["Post"]):
    def held_by(self, user: User, *, on: date) -> Self:
        """Posts whose work this person may do on a day: they hold it (also as acting holder), cover for its
        holder, or hold the post that deputises for it."""
        return self.filter(_is_worked_in(_key_of(user), on))

    def vacant(self, *, on: date) -> Self:
        """Posts that nobody holds on a day."""
        return self.exclude(holdings__in=PostHolding.objects.held(on=on))


@tracked()
class Post(models.Model):
    """A job. Posts own work; people hold posts."""

    title = models.TextField()
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    # Whoever holds that post does this one's work while it is vacant, and may help at any time.
    deputy = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="deputises_for")

    objects = PostQuerySet.as_manager()

    class Meta:
        ordering = ["organisation", "title"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "title"],
                name="post_title_is_unique_in_its_organisation",
                violation_error_message=_("This organisation already has a post with that title."),
            ),
            models.CheckConstraint(
                name="post_is_not_its_own_deputy",
                condition=Q(deputy=None) | ~Q(deputy=F("pk")),
                violation_error_message=_("A post cannot be its own deputy."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class PostHoldingQuerySet(CurrentQuerySet):
    def held(self, *, on: date) -> Self:
        """Those in force by which somebody does the work: whose account is closed does none, and the post is vacant."""
        return self.current(on=on).filter(user__is_active=True)


@tracked()
class PostHolding(models.Model):
    """Who holds a post, from when until when; None means an open beginning or end."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="holdings")
    user = models.ForeignKey(User, models.PROTECT, related_name="holdings")
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    acting = models.BooleanField(default=False)

    objects = PostHoldingQuerySet.as_manager()

    class Meta:
        ordering = ["post", "starts_on"]
        constraints = [
            models.CheckConstraint(
                name="post_holding_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Somebody cannot leave a post before they take it up."),
            ),
            models.UniqueConstraint(
                fields=["post", "user", "starts_on"],
                nulls_distinct=False,
                name="post_holding_is_said_once",
                violation_error_message=_("This person already holds the post from that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.post}"


@tracked()
class Cover(models.Model):
    """Somebody does a post's work while its holder is away. The holder keeps the post and its name in reports."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="covers")
    user = models.ForeignKey(User, models.PROTECT, related_name="covers")
    starts_on = models.DateField()
    ends_on = models.DateField()

    objects = CurrentQuerySet.as_manager()

    class Meta:
        ordering = ["post", "starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="cover_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Cover cannot end before it starts."),
            ),
            models.UniqueConstraint(
                fields=["post", "user", "starts_on"],
                name="cover_is_said_once",
                violation_error_message=_("This person already covers the post from that day."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} for {self.post}"


class BodyQuerySet(models.QuerySet["Body"]):
    def with_role(self, user: User, *roles: str, on: date) -> Self:
        """Bodies on which this person sits in one of these roles on a day, in person or by their post."""
        return self.filter(memberships__in=_seats(_key_of(user), roles, on))


@tracked()
class Body(models.Model):
    """A board, delivery group or committee."""

    class Kind(models.TextChoices):
        PARTNERSHIP_BOARD = "partnership_board", _("Partnership board")
        DELIVERY_GROUP = "delivery_group", _("Delivery group")
        WORKING_GROUP = "working_group", _("Working group")
        SCRUTINY_COMMITTEE = "scrutiny_committee", _("Scrutiny committee")
        EXECUTIVE = "executive", _("Cabinet or executive")
        FULL_COUNCIL = "full_council", _("Full council")
        HEALTH_AND_WELLBEING_BOARD = (
            "health_and_wellbeing_board",
            _("Health and wellbeing board"),
        )
        SAFEGUARDING_PARTNERS = "safeguarding_partners", _("Safeguarding partners")
        YOUTH_COUNCIL = "youth_council", _("Youth council")
        OTHER = "other", _("Other")

    name = models.TextField(unique=True)
    kind = models.CharField(max_length=30, choices=Kind, default=Kind.OTHER)
    parent = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="groups")
    bound_by_access_to_information_law = models.BooleanField(default=False)
    clear_days = models.PositiveSmallIntegerField(default=5)

    objects = BodyQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "bodies"

    def __str__(self) -> str:
        return self.name


@tracked()
class Membership(models.Model):
    """A seat on a body, held by a post or by a person."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Chair")
        VICE_CHAIR = "vice_chair", _("Vice chair")
        LEAD = "lead", _("Lead")
        MEMBER = "member", _("Member")
        YOUNG_REPRESENTATIVE = "young_representative", _("Young representative")
        OFFICER = "officer", _("Officer")
        OBSERVER = "observer", _("Observer")
        CLERK = "clerk", _("Clerk")

    # Whoever sits in one of these roles challenges and signs off what the body is responsible for.
    LEADING = (Role.CHAIR, Role.VICE_CHAIR, Role.LEAD)

    body = models.ForeignKey(Body, models.PROTECT, related_name="memberships")
    post = models.ForeignKey(Post, models.PROTECT, null=True, blank=True, related_name="memberships")
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="memberships")
    role = models.CharField(max_length=30, choices=Role, default=Role.MEMBER)
    starts_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)

    objects = CurrentQuerySet.as_manager()

    class Meta:
        ordering = ["body", "role", "pk"]
        constraints = [
            models.CheckConstraint(
                name="membership_is_of_a_post_or_a_person",
                condition=Q(post=None, user__isnull=False) | Q(post__isnull=False, user=None),
                violation_error_message=_("A seat belongs either to a post or to a person."),
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A membership cannot end before it starts."),
            ),
            models.UniqueConstraint(
                fields=["body", "post", "user", "role", "starts_on"],
                nulls_distinct=False,
                name="membership_is_said_once",
                violation_error_message=_("This seat is already recorded."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.post or self.user}, {self.get_role_display()}, {self.body}"


# Every page asks these several times over, and Django takes longer to put one together than the database to answer.
# They say whom and which day they are about and nothing of what is stored, so they never go out of date.


@lru_cache(maxsize=250)
def _is_worked_in(user_pk: int, on: date) -> Q:
    """Of a post: that this person may do its work on a day."""
    holdings = PostHolding.objects.current(on=on).filter(user=user_pk)
    covers = Cover.objects.current(on=on).filter(user=user_pk)
    held, covered = Inner.written_out(holdings.values("post")), Inner.written_out(covers.values("post"))
    return Q(pk__in=held) | Q(pk__in=covered) | Q(deputy__in=held)


@lru_cache(maxsize=250)
def _seats(user_pk: int, roles: tuple[str, ...], on: date) -> Inner:
    """Seats in these roles that this person takes on a day, in person or by a post whose work they may do."""
    held = Q(user=user_pk) | Q(post__in=_posts(user_pk, on))
    return Inner.written_out(Membership.objects.current(on=on).filter(held, role__in=roles))


@lru_cache(maxsize=250)
def _posts(user_pk: int, on: date) -> Inner:
    return Inner.written_out(Post.objects.filter(_is_worked_in(user_pk, on)))


@lru_cache(maxsize=250)
def _bodies(user_pk: int, roles: tuple[str, ...], on: date) -> Inner:
    return Inner.written_out(Body.objects.filter(memberships__in=_seats(user_pk, roles, on)))


def posts_of(user: User, *, on: date) -> Inner:
    """What Post.objects.held_by finds, for a query around it."""
    return _posts(_key_of(user), on)


def bodies_of(user: User, *roles: str, on: date) -> Inner:
    """What Body.objects.with_role finds, for a query around it."""
    return _bodies(_key_of(user), roles, on)


def _key_of(user: User) -> int:
    """Nobody is nobody in particular: without a key a query would find what belongs to no one."""
    if user.pk is None:
        raise TypeError(f"{user} has no posts and no seats")
    return user.pk


@tracked()
class Meeting(models.Model):
    """A day on which a body meets."""

    body = models.ForeignKey(Body, models.PROTECT, related_name="meetings")
    held_on = models.DateField()
    place = models.TextField(blank=True)

    class Meta:
        ordering = ["held_on", "body"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "held_on"],
                name="body_meets_once_a_day",
                violation_error_message=_("This body already has a meeting on that day."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.held_on}"


@tracked()
class Message(models.Model):
    """An e-mail to one person, written down before it is sent, so that it is never sent twice.

    What it says is made when it is sent and not kept.
    """

    class Kind(models.TextChoices):
        REMINDER = "reminder", _("Reminder")
        INVITATION = "invitation", _("Invitation")
        REPORT = "report", _("Report that is ready")

    class State(models.TextChoices):
        WAITING = "waiting", _("Waiting to be sent")
        # A worker has begun. If it dies now, nobody knows whether the mail server took the message.
        HANDING_OVER = "handing_over", _("Being handed over")
        SENT = "sent", _("Sent")
        # The mail server would not have it, or could not be reached: it was not sent, and `answer` says why.
        REFUSED = "refused", _("Not sent")
        UNCERTAIN = "uncertain", _("May not have arrived")
        # Nothing was left to say when its turn came.
        NOT_NEEDED = "not_needed", _("No longer needed")

    user = models.ForeignKey(User, models.PROTECT, related_name="messages")
    kind = models.CharField(max_length=20, choices=Kind)
    # The day that it is for, in the service's time zone.
    due_on = models.DateField()
    state = models.CharField(max_length=20, choices=State, default=State.WAITING)
    # The address it was handed over for; empty until then.
    address = models.EmailField(blank=True)
    written_at = models.DateTimeField(auto_now_add=True)
    handed_over_at = models.DateTimeField(null=True, blank=True)
    # How often it was tried; more than once only where the mail server certainly did not take it.
    attempts = models.PositiveSmallIntegerField(default=0)
    # What the mail server answered.
    answer = models.TextField(blank=True)

    class Meta:
        ordering = ["due_on", "user", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "due_on"],
                condition=Q(kind="reminder"),
                name="reminder_is_one_a_person_and_day",
                violation_error_message=_("This person has been reminded today already."),
            ),
            models.CheckConstraint(
                name="message_handed_over_says_when_and_where",
                condition=Q(state__in=["waiting", "not_needed"]) | (Q(handed_over_at__isnull=False) & ~Q(address="")),
                violation_error_message=_("A message that was handed over says when and to which address."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.user}, {self.due_on}"
