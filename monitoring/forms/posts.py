"""Handing over a post, arranging cover, choosing a deputy, and inviting somebody."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partnership.forms import DayField, Group, PostField, Question, form_helper
from partnership.models import Organisation, Post, PostHolding

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LONGEST_NAME = 200
LONGEST_TITLE = 200


def _email(label: str | _StrPromise, **kwargs: Any) -> forms.EmailField:
    return forms.EmailField(
        label=label,
        # Somebody else's address: the browser must not offer the reader's own.
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Enter an e-mail address"),
            "invalid": _("Enter an e-mail address in the correct form, like name@example.org"),
        },
        **kwargs,
    )


def _name() -> forms.CharField:
    return forms.CharField(
        label=_("Name (only for somebody who has no account yet)"),
        required=False,
        max_length=LONGEST_NAME,
        help_text=_("They are invited by e-mail."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"max_length": _("Shorten the name to %(limit_value)d characters")},
    )


class HoldingField(forms.ModelChoiceField[PostHolding]):
    def label_from_instance(self, obj: PostHolding) -> str:
        return str(obj.user)


class HandOverForm(forms.Form):
    """What hand_over_post takes, with the successor by their address."""

    leaving = HoldingField(
        label=_("Who leaves the post?"),
        queryset=PostHolding.objects.none(),
        empty_label=None,
        error_messages={"required": _("Choose who leaves the post"), "invalid_choice": _("Choose who leaves the post")},
    )
    email = _email(_("E-mail address of the successor"), required=False)
    name = _name()
    acting = forms.BooleanField(label=_("They are acting until somebody is appointed"), required=False)
    vacant = forms.BooleanField(label=_("Nobody takes the post up yet"), required=False)
    on = DayField(
        label=_("From which day?"),
        help_text=_("The first day of the successor. Whoever leaves holds the post until the day before."),
    )

    def __init__(self, data: Any = None, *, holdings: Sequence[PostHolding], today: date) -> None:
        super().__init__(data, initial={"on": today})
        leaving = cast(HoldingField, self.fields["leaving"])
        leaving.queryset = PostHolding.objects.filter(pk__in=[each.pk for each in holdings]).select_related("user")
        questions: list[Any] = ["on"]
        if len(holdings) > 1:
            questions.insert(0, Question("leaving", size="m"))
        else:
            del self.fields["leaving"]
        self.only = holdings[0] if len(holdings) == 1 else None
        who = ["email", "name", "acting"]
        if holdings:
            who.append("vacant")
        else:
            del self.fields["vacant"]
        self.helper = form_helper(
            Group(_("Who takes it up?"), *who), *questions, submit=_("Hand over") if holdings else _("Fill the post")
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("vacant"):
            if cleaned.get("email"):
                self.add_error("vacant", _("Give an address, or say that nobody takes the post up: not both"))
        elif not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Enter the successor’s e-mail address"))
        cleaned.setdefault("leaving", self.only)
        return cleaned


class CoverForm(forms.Form):
    """What arrange_cover takes, with the person by their address."""

    email = _email(_("E-mail address of whoever covers"), help_text=_("Somebody who has an account here."))
    starts_on = DayField(label=_("First day"))
    ends_on = DayField(label=_("Last day"))

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"starts_on": today})
        self.helper = form_helper(
            Question("email", size="m"), Question("starts_on", size="m"), Question("ends_on", size="m"),
            submit=_("Arrange cover"),
        )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        starts_on, ends_on = cleaned.get("starts_on"), cleaned.get("ends_on")
        if starts_on and ends_on and ends_on < starts_on:
            self.add_error("ends_on", _("The last day must not be before the first day"))
        return cleaned


class DeputyForm(forms.Form):
    """What choose_deputy takes."""

    deputy = PostField(
        label=_("Which post deputises?"),
        queryset=Post.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the posts in the list")},
    )

    def __init__(self, data: Any = None, *, post: Post, posts: QuerySet[Post]) -> None:
        super().__init__(data, initial={"deputy": post.deputy})
        cast(PostField, self.fields["deputy"]).offer(posts.exclude(pk=post.pk), empty=_("No deputy"))
        self.helper = form_helper(Question("deputy", size="m"), submit=_("Save"))


class InvitationForm(forms.Form):
    """What invite_to_post takes: a post that there is, or the title and organisation of a new one."""

    email = _email(_("E-mail address"))
    name = _name()
    post = PostField(
        label=_("Which post?"),
        queryset=Post.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("Choose one of the posts in the list")},
    )
    title = forms.CharField(
        label=_("Title of the new post"),
        required=False,
        max_length=LONGEST_TITLE,
        help_text=_("For example, Head of Lettings."),
        error_messages={"max_length": _("Shorten the title to %(limit_value)d characters")},
    )
    organisation = forms.ModelChoiceField(
        label=_("Organisation of the new post"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Choose an organisation"),
        error_messages={"invalid_choice": _("Choose one of the organisations in the list")},
    )
    starts_on = DayField(label=_("From which day do they hold it?"))
    shares = forms.BooleanField(label=_("They share the post with whoever holds it"), required=False)

    def __init__(
        self,
        data: Any = None,
        *,
        posts: QuerySet[Post],
        organisations: QuerySet[Organisation],
        chosen: Post | None,
        today: date,
    ) -> None:
        super().__init__(data, initial={"starts_on": today, "post": chosen})
        cast(PostField, self.fields["post"]).offer(posts, empty=_("A new post"))
        cast("forms.ModelChoiceField[Organisation]", self.fields["organisation"]).queryset = organisations
        self.helper = form_helper(
            Group(_("Whom do you invite?"), "email", "name"),
            Group(_("To do the work of which post?"), "post", "title", "organisation", "shares"),
            Question("starts_on", size="m"),
            submit=_("Invite"),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("post") is None and "post" not in self.errors:
            if not (cleaned.get("title") or "").strip() and "title" not in self.errors:
                self.add_error("title", _("Choose a post, or give the title of a new one"))
            if cleaned.get("organisation") is None and "organisation" not in self.errors:
                self.add_error("organisation", _("Choose the organisation of the new post"))
        return cleaned
