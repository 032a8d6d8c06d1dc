"""What the owner of a measure says about its figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any, cast

from django import forms
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from monitoring.forms.behalf import behalf_field
from monitoring.models import MeasureCommentary, ReportingPeriod
from partnership.asking import AskingForm, Known
from partnership.forms import Question, Text, form_helper
from plans.forms import RatingField

TEXT_LENGTH = 1200
REASON_LENGTH = 600


def _too_long(words: str) -> str:
    return words + " " + _now("to %(limit_value)d characters: it has %(show_value)d")


class CommentaryForm(AskingForm):
    """What comment takes. Whoever does not answer for the measure says who told them."""

    scanned = ("story", "doing", "forecast", "reason")

    story = Text(
        label=_("What is the story behind the figure?"),
        max_length=TEXT_LENGTH,
        help_text=_(
            "Why it is what it is, and what lies behind the change. Do not name or describe a child or a family."
        ),
        error_messages={"required": _("Tell the story behind the figure")},
    )
    doing = Text(
        label=_("What is being done?"),
        required=False,
        max_length=TEXT_LENGTH,
        help_text=_("What you and your partners do about it, and since when. You will see this next time."),
    )
    forecast = Text(
        label=_("What do you expect next?"),
        required=False,
        max_length=REASON_LENGTH,
        help_text=_("Where the figure will stand, and when it should reach its target."),
    )
    level = RatingField(
        label=_("Do you judge it otherwise than the rule?"),
        required=False,
        error_messages={"invalid_choice": _("Choose one of this period’s ratings")},
    )
    reason = Text(
        label=_("Why do you judge it otherwise?"),
        required=False,
        max_length=REASON_LENGTH,
        help_text=_("Readers see your rating with this reason, beside what the rule gives."),
    )
    on_behalf_of = behalf_field(_("Whose commentary is this?"))
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self,
        data: Any = None,
        *,
        period: ReportingPeriod,
        said: MeasureCommentary | None,
        by_rule: SafeString,
        for_others: bool,
        known: Callable[[], Known] = Counter,
    ) -> None:
        """`by_rule` says what the rule gives, in a mark or in words."""
        super().__init__(data, initial=_initial(said), known=known)
        self.fields["story"].error_messages["max_length"] = _too_long(_now("Shorten the story"))
        self.fields["doing"].error_messages["max_length"] = _too_long(_now("Shorten what is being done"))
        self.fields["forecast"].error_messages["max_length"] = _too_long(_now("Shorten what you expect"))
        self.fields["reason"].error_messages["max_length"] = _too_long(_now("Shorten the reason for your rating"))
        questions: list[Any] = [
            "version",
            Question("story", size="m", rows=6),
            Question("doing", size="m", rows=4),
            Question("forecast", size="m", rows=3),
        ]
        if period.measure_scale is None:
            del self.fields["level"], self.fields["reason"]
        else:
            level = cast(RatingField, self.fields["level"])
            level.use(period.measure_scale)
            level.empty_label = format_html(_now("As the rule gives: {}"), by_rule)
            if said is not None and said.judged_level_id:
                self.fields["reason"].help_text = _(
                    "Readers see your rating with this reason. Say here, too, why you go back to the rule’s rating."
                )
            questions += [Question("level", size="m", css="app-choose"), Question("reason", size="m", rows=3)]
        if for_others:
            questions.append(Question("on_behalf_of", size="m"))
        else:
            del self.fields["on_behalf_of"]
        self.helper = form_helper(*questions, submit=_("Save"))


def _initial(said: MeasureCommentary | None) -> dict[str, Any]:
    if said is None:
        return {"version": 0}
    return {
        "version": said.version,
        "story": said.story,
        "doing": said.doing,
        "forecast": said.forecast,
        "level": said.judged_level_id,
        # A reason without a level says why the rule's was taken up again: the history has it.
        "reason": said.judged_reason if said.judged_level_id else "",
        "on_behalf_of": said.on_behalf_of,
    }
