"""What others have, and who belongs to a group of others from when to when."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from indicators.forms.fields import NumberField, PartForm, PeriodForm, in_unit, line
from indicators.models import Comparator, ComparatorGroup, ComparatorMember, Indicator
from partnership.forms import Button, DayField, Question, Radios, Text, form_helper

LONGEST_NAME = 200
LONGEST_TEXT = 600


class ComparatorForm(PeriodForm):
    """What set_comparator takes."""

    stores = (
        "kind", "group", "name", "period_label", "period_ends_on", "value", "relation", "source", "published_on",
    )  # fmt: skip

    kind = forms.ChoiceField(
        label=_("Whose result is it?"),
        choices=Comparator.Kind.choices,
        widget=Radios,
        error_messages={"required": _("Choose whose result it is")},
    )
    group = forms.ModelChoiceField(
        label=_("Which group? (optional)"),
        queryset=ComparatorGroup.objects.all(),
        required=False,
        empty_label=_("No group"),
        help_text=_("A group says who belonged to it when. Add one under comparison groups."),
    )
    name = line(
        _("What is it called?"),
        most=LONGEST_NAME,
        help_text=_("As it is printed, for example England. Left empty, it has the name of the group."),
    )
    value = NumberField(label=_("Their number"), required=False)
    relation = line(
        _("Or how ours compares, in words"),
        most=LONGEST_TEXT,
        help_text=_("Where the source gives no number, for example “higher than”."),
    )
    source = line(_("Where is it published? (optional)"), most=LONGEST_TEXT)
    published_on = DayField(label=_("When was it published? (optional)"), required=False)

    def __init__(self, data: Any = None, *, indicator: Indicator, row: Comparator | None = None) -> None:
        super().__init__(data, indicator=indicator, row=row)
        in_unit(self, indicator.unit, "value")
        self.fields["value"].help_text = indicator.unit
        also = [Button(_("Take this comparison out"), name="remove")] if row else []
        self.helper = form_helper(
            "seen",
            Question("kind", size="m"),
            Question("group", size="m"),
            Question("name", size="m"),
            *self.period_questions(),
            Question("value", size="m", width="10"),
            Question("relation", size="m"),
            Question("source", size="m"),
            Question("published_on", size="m"),
            submit=_("Save") if row else _("Add this comparison"),
            also=also,
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        group = cleaned.get("group")
        if not cleaned.get("name") and "name" not in self.errors:
            if group is None:
                self.add_error("name", _("Say what it is called, or choose a group"))
            else:
                cleaned["name"] = group.name
        if cleaned.get("value") is None and not cleaned.get("relation") and "value" not in self.errors:
            self.add_error("value", _("Enter their number, or in words how ours compares"))
        return cleaned


class GroupForm(PartForm):
    """What set_group takes."""

    stores = ("name", "kind", "chosen_by", "source")

    name = line(
        _("What is the group called?"),
        most=LONGEST_NAME,
        required=True,
        missing=_("Say what the group is called"),
        help_text=_("As it is printed beside a result, for example Statistical neighbours."),
    )
    kind = forms.ChoiceField(
        label=_("What kind of group is it?"),
        choices=[
            (kind.value, kind.label)
            for kind in Comparator.Kind
            if kind not in (Comparator.Kind.PREVIOUS, Comparator.Kind.SAME_LAST_YEAR)
        ],
        widget=Radios,
        error_messages={"required": _("Choose what kind of group it is")},
    )
    chosen_by = Text(
        label=_("Who chose its members, and how? (optional)"),
        required=False,
        limit=LONGEST_TEXT,
        help_text=_("The model with its version or year: the ten closest areas in the model of 2014."),
    )
    source = line(_("Where is that published? (optional)"), most=LONGEST_TEXT)

    def __init__(self, data: Any = None, *, row: ComparatorGroup | None = None) -> None:
        super().__init__(data, row=row)
        also = [Button(_("Forget this group"), name="remove")] if row else []
        self.helper = form_helper(
            "seen",
            Question("name", size="m"),
            Question("kind", size="m"),
            Question("chosen_by", size="m", rows=3),
            Question("source", size="m"),
            submit=_("Save") if row else _("Add this group"),
            also=also,
        )


class MemberForm(PartForm):
    """What set_member takes."""

    stores = ("name", "code", "member_from", "member_until")

    name = line(_("Which area?"), most=LONGEST_NAME, required=True, missing=_("Say which area it is"))
    number = line(_("Its code (optional)"), most=40, help_text=_("For example E06000055."))
    member_from = DayField(
        label=_("From which day does it belong to the group? (optional)"),
        required=False,
        help_text=_("Leave it empty if it always has, or if nobody knows."),
    )
    member_until = DayField(
        label=_("Until which day? (optional)"),
        required=False,
        help_text=_("Its last day, once it has left. Results of before keep it as a member."),
    )

    def __init__(self, data: Any = None, *, row: ComparatorMember | None = None) -> None:
        super().__init__(data, row=row, number=row.code if row else "")
        also = [Button(_("It was never a member: take it out"), name="remove")] if row else []
        self.helper = form_helper(
            "seen",
            Question("name", size="m"),
            Question("number", size="m", width="10"),
            Question("member_from", size="m"),
            Question("member_until", size="m"),
            submit=_("Save") if row else _("Add this area"),
            also=also,
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        first, last = cleaned.get("member_from"), cleaned.get("member_until")
        if first and last and last < first:
            self.add_error("member_until", _("An area cannot leave a group before it joined"))
        return cleaned

    def said(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        given["code"] = given["number"]
        return {name: given[name] for name in self.stores}
