"""Which report somebody wants."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from partnership.forms import Question, Radios, form_helper
from partnership.wording import listed
from reports.asking import Scopes
from reports.kinds import LAYOUTS
from reports.models import Audience, Kind

#: Those that are made of the figures alone, with what each is for.
KINDS = {
    Kind.MONITORING: _(
        "Everything that the period says, for the board: highlights, figures, exceptions, every action."
    ),
    Kind.HIGHLIGHT: _("One page for each priority, for the group that delivers it."),
    Kind.EXCEPTION: _("Only what is off track, late or silent, with its cause and what is done about it."),
    Kind.ONE_PAGE: _("Where the plan stands on a single sheet, with its charts as pictures for a slide."),
    Kind.PLAIN_WORDS: _("What was promised and how it is going, in large type, for children and young people."),
}


class AskForm(forms.Form):
    """What request_report takes."""

    kind = forms.ChoiceField(
        label=_("Which report?"),
        choices=[(kind.value, kind.label) for kind in KINDS],
        widget=Radios(hints={kind.value: said for kind, said in KINDS.items()}),
        error_messages={"required": _("Choose which report you want")},
    )
    scope = forms.ChoiceField(
        label=_("What is it about?"),
        required=False,
        error_messages={"invalid_choice": _("Choose what it is about from the list")},
    )
    audience = forms.ChoiceField(
        label=_("Who is it for?"),
        choices=[
            (Audience.FULL.value, _("Members and officers")),
            (Audience.PUBLIC.value, _("Everybody")),
        ],
        widget=Radios(
            hints={
                Audience.FULL: _("The full edition. It names who said what."),
                Audience.PUBLIC: _("The public edition. It names posts and organisations, and no person."),
            }
        ),
        error_messages={"required": _("Choose who it is for")},
    )

    def __init__(self, data: Any = None, *, scopes: Sequence[Scopes]) -> None:
        super().__init__(data, initial={"kind": Kind.MONITORING, "audience": Audience.FULL})
        self.scopes = scopes
        cast(Any, self.fields["scope"]).choices = [
            ("", _("The whole plan")),
            *((group.title, [(each.value, each.name) for each in group.scopes]) for group in scopes),
        ]
        self.helper = form_helper(
            Question("kind", size="m"),
            Question("scope", size="m"),
            Question("audience", size="m"),
            submit=_("Make the report"),
        )

    def clean_kind(self) -> Kind:
        return Kind(self.cleaned_data["kind"])

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        kind, scope = cleaned.get("kind"), cleaned.get("scope", "")
        if kind and scope and scope.partition("-")[0] not in LAYOUTS[kind].covers:
            self.add_error("scope", self._can_be_about(kind))
        return cleaned

    def _can_be_about(self, kind: Kind) -> str:
        groups = [f"“{group.title}”" for group in self.scopes if group.scopes[0].kind in LAYOUTS[kind].covers]
        if not groups:
            return str(_("This kind of report cannot be about that. Choose the whole plan."))
        said = _("This kind of report cannot be about that. Choose the whole plan, or one of %(groups)s.")
        return str(said % {"groups": listed(groups)})
