"""The crispy pack draws GOV.UK Frontend markup: each kind of question, as asked and as refused."""

from datetime import date

import pytest
from crispy_forms.utils import render_crispy_form
from django import forms
from django.template import Context, Template
from django.utils.translation import gettext_lazy as _

from partnership.due import Due, Precision
from partnership.forms import (
    Button,
    Checkboxes,
    DayField,
    Group,
    MonthField,
    OnlyIf,
    Question,
    Radios,
    form_helper,
    month_number,
)
from partnership.templatetags.govuk import Problem, problems


def drawn(field: forms.Field, data: dict[str, str] | None = None, **question: object) -> str:
    """One field of a form without its form and buttons, with spaces between tags left out."""

    class OneQuestion(forms.Form):
        asked = field

    form = OneQuestion(data)
    helper = form_helper(Question("asked", **question), submit="Send")  # type: ignore[arg-type]
    helper.layout.pop()
    helper.form_tag = False
    helper.disable_csrf = True
    return tight(render_crispy_form(form, helper))


def tight(html: str) -> str:
    lines = (line.strip() for line in html.splitlines())
    return "".join(line for line in lines if line)


def test_text_is_a_label_and_an_input():
    assert drawn(forms.CharField(label="Name")) == (
        '<div class="govuk-form-group">'
        '<label class="govuk-label" for="id_asked">Name</label>'
        '<input type="text" name="asked" class="govuk-input" id="id_asked">'
        "</div>"
    )


def test_text_with_hint_and_width_ties_them_to_the_input():
    assert drawn(forms.CharField(label="Ref", help_text="As printed."), size="s", width="4") == (
        '<div class="govuk-form-group">'
        '<label class="govuk-label govuk-label--s" for="id_asked">Ref</label>'
        '<div id="id_asked-hint" class="govuk-hint">As printed.</div>'
        '<input type="text" name="asked" class="govuk-input govuk-input--width-4" aria-describedby="id_asked-hint" '
        'id="id_asked">'
        "</div>"
    )


def test_text_refused_says_why_before_the_input():
    field = forms.CharField(label="Name", help_text="In full.", error_messages={"required": "Enter a name"})

    assert drawn(field, {"asked": ""}) == (
        '<div class="govuk-form-group govuk-form-group--error">'
        '<label class="govuk-label" for="id_asked">Name</label>'
        '<div id="id_asked-hint" class="govuk-hint">In full.</div>'
        '<div id="id_asked-error"><p class="govuk-error-message">'
        '<span class="govuk-visually-hidden">Error:</span> Enter a name</p></div>'
        '<input type="text" name="asked" class="govuk-input govuk-input--error" '
        'aria-describedby="id_asked-hint id_asked-error" aria-invalid="true" id="id_asked">'
        "</div>"
    )


def test_email_asks_for_an_address():
    assert '<input type="email" name="asked"' in drawn(forms.EmailField())


def test_textarea_with_a_limit_counts_and_leaves_the_limit_to_the_server():
    field = forms.CharField(label="Story", max_length=1200, widget=forms.Textarea)

    assert drawn(field, size="m", rows=7) == (
        '<div class="govuk-form-group govuk-character-count" data-module="govuk-character-count" data-maxlength="1200">'
        '<label class="govuk-label govuk-label--m" for="id_asked">Story</label>'
        '<textarea name="asked" rows="7" class="govuk-textarea govuk-js-character-count app-textarea--story" '
        'aria-describedby="id_asked-info" id="id_asked"></textarea>'
        '<div id="id_asked-info" class="govuk-hint govuk-character-count__message">'
        "You can enter up to 1200 characters</div>"
        "</div>"
    )


def test_textarea_refused_gives_the_text_back():
    field = forms.CharField(label="Story", max_length=3, widget=forms.Textarea)

    assert "<textarea" in (refused := drawn(field, {"asked": "<four>"}))
    assert "&lt;four&gt;</textarea>" in refused
    assert 'aria-describedby="id_asked-info id_asked-error"' in refused


def test_select_offers_its_choices():
    field = forms.ChoiceField(label="Cause", choices=[("", "Choose a cause"), ("staff", "Not enough staff")])

    assert drawn(field, {"asked": "staff"}) == (
        '<div class="govuk-form-group">'
        '<label class="govuk-label" for="id_asked">Cause</label>'
        '<select name="asked" class="govuk-select" id="id_asked">'
        '<option value="">Choose a cause</option>'
        '<option value="staff" selected>Not enough staff</option>'
        "</select></div>"
    )


RADIOS = [("on_track", "On track"), ("at_risk", "Some concern")]


def test_radios_are_a_fieldset_with_hints():
    field = forms.ChoiceField(label="How is it going?", choices=RADIOS, widget=Radios(hints={"at_risk": "Late."}))

    assert drawn(field, {"asked": "at_risk"}, size="m") == (
        '<div class="govuk-form-group"><fieldset class="govuk-fieldset">'
        '<legend class="govuk-fieldset__legend govuk-fieldset__legend--m">How is it going?</legend>'
        '<div class="govuk-radios" data-module="govuk-radios">'
        '<div class="govuk-radios__item">'
        '<input class="govuk-radios__input" id="id_asked_0" name="asked" type="radio" value="on_track">'
        '<label class="govuk-label govuk-radios__label" for="id_asked_0">On track</label>'
        "</div>"
        '<div class="govuk-radios__item">'
        '<input class="govuk-radios__input" id="id_asked_1" name="asked" type="radio" value="at_risk" '
        'aria-describedby="id_asked_1-hint" checked>'
        '<label class="govuk-label govuk-radios__label" for="id_asked_1">Some concern</label>'
        '<div id="id_asked_1-hint" class="govuk-hint govuk-radios__hint">Late.</div>'
        "</div></div></fieldset></div>"
    )


def test_radios_that_decide_say_so_to_the_script():
    field = forms.ChoiceField(choices=RADIOS, widget=Radios())

    assert 'class="govuk-radios app-choose" data-module="govuk-radios" data-app-choose>' in drawn(
        field, css="app-choose"
    )


def test_radios_refused_describe_the_group():
    field = forms.ChoiceField(choices=RADIOS, widget=Radios(), error_messages={"required": "Choose a rating"})

    refused = drawn(field, {"asked": ""})

    assert '<fieldset class="govuk-fieldset" aria-describedby="id_asked-error">' in refused
    assert '</span> Choose a rating</p></div><div class="govuk-radios"' in refused


def test_checkboxes_take_more_than_one():
    field = forms.MultipleChoiceField(label="Who?", choices=[("a", "Board"), ("b", "Scrutiny")], widget=Checkboxes())

    assert drawn(field).count('class="govuk-checkboxes__input"') == 2


def test_single_checkbox_stands_before_its_label():
    assert drawn(forms.BooleanField(label="Agreed", help_text="By e-mail is enough."), {"asked": "on"}) == (
        '<div class="govuk-form-group">'
        '<div class="govuk-checkboxes" data-module="govuk-checkboxes"><div class="govuk-checkboxes__item">'
        '<input class="govuk-checkboxes__input" id="id_asked" name="asked" type="checkbox" '
        'aria-describedby="id_asked-hint" checked>'
        '<label class="govuk-label govuk-checkboxes__label" for="id_asked">Agreed</label>'
        '<div id="id_asked-hint" class="govuk-hint govuk-checkboxes__hint">By e-mail is enough.</div>'
        "</div></div></div>"
    )


def test_password_can_be_shown_once_scripts_run():
    shown = drawn(forms.CharField(label="Password", widget=forms.PasswordInput))

    assert 'class="govuk-form-group govuk-password-input" data-module="govuk-password-input"' in shown
    assert '<input type="password" name="asked" class="govuk-input govuk-password-input__input' in shown
    assert 'aria-controls="id_asked" aria-label="Show password" hidden>Show</button>' in shown


def test_date_is_boxes_for_its_parts():
    assert drawn(MonthField(label="When?"), {"asked_month": "2", "asked_year": "2027"}) == (
        '<div class="govuk-form-group"><fieldset class="govuk-fieldset" role="group">'
        '<legend class="govuk-fieldset__legend">When?</legend>'
        '<div class="govuk-date-input" id="id_asked">'
        '<div class="govuk-date-input__item"><div class="govuk-form-group">'
        '<label class="govuk-label govuk-date-input__label" for="id_asked_month">Month</label>'
        '<input class="govuk-input govuk-date-input__input govuk-input--width-2" id="id_asked_month" '
        'name="asked_month" type="text" inputmode="numeric" value="2">'
        "</div></div>"
        '<div class="govuk-date-input__item"><div class="govuk-form-group">'
        '<label class="govuk-label govuk-date-input__label" for="id_asked_year">Year</label>'
        '<input class="govuk-input govuk-date-input__input govuk-input--width-4" id="id_asked_year" '
        'name="asked_year" type="text" inputmode="numeric" value="2027">'
        "</div></div></div></fieldset></div>"
    )


def test_date_refused_marks_the_part_that_is_missing():
    refused = drawn(MonthField(label="When?"), {"asked_month": "", "asked_year": "2027"})

    assert 'govuk-input--error" id="id_asked_month"' in refused
    assert 'govuk-input--width-4" id="id_asked_year"' in refused


class DelayForm(forms.Form):
    rating = forms.ChoiceField(choices=RADIOS, widget=Radios, error_messages={"required": "Choose a rating"})
    forecast = MonthField(required=False)
    story = forms.CharField(error_messages={"required": "Say what has happened"})

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.helper = form_helper(
            "rating",
            OnlyIf("at_risk", "off_track", legend=_("About the delay"), ident="delay", fields=["forecast"]),
            Group(_("In your words"), Question("story", size="s")),
            submit=_("Submit update"),
            also=[Button("Save draft", name="draft")],
            saved=True,
        )


def test_form_helper_lays_out_questions_then_buttons():
    html = tight(render_crispy_form(DelayForm(), context={"csrf_token": "secret"}))

    assert html.startswith(
        '<form method="post" novalidate><input type="hidden" name="csrfmiddlewaretoken" value="secret">'
    )
    assert html.endswith(
        '<div class="govuk-button-group">'
        '<button type="submit" class="govuk-button" data-module="govuk-button" '
        'data-prevent-double-click="true">Submit update</button>'
        '<button type="submit" name="draft" value="1" class="govuk-button govuk-button--secondary" '
        'data-module="govuk-button" data-prevent-double-click="true">Save draft</button>'
        '<span class="app-saved" role="status" data-app-saved></span>'
        "</div></form>"
    )
    assert html.index('name="rating"') < html.index('name="forecast_month"') < html.index('name="story"')


def test_questions_for_some_choices_name_them():
    html = tight(render_crispy_form(DelayForm()))

    assert (
        '<div class="app-only-if" data-app-only-if="at_risk off_track" role="group" aria-labelledby="delay">'
        '<h2 class="govuk-heading-m" id="delay">About the delay</h2>'
    ) in html


def test_problems_of_a_form_lead_to_their_fields_in_order():
    form = DelayForm({"forecast_year": "2027"})
    form.add_error(None, "Updates are closed.")

    assert problems(form) == [
        Problem("Updates are closed.", ""),
        Problem("Choose a rating", "#id_rating_0"),
        Problem("The date must include a month", "#id_forecast_month"),
        Problem("Say what has happened", "#id_story"),
    ]


@pytest.mark.parametrize("form", [DelayForm(), None, ""])
def test_problems_of_a_form_that_was_not_sent_are_none(form):
    assert problems(form) == []


def test_error_summary_links_to_each_field():
    form = DelayForm({"rating": "at_risk"})
    template = '{% load govuk %}{% include "components/error_summary.html" with errors=form|problems only %}'

    html = tight(Template(template).render(Context({"form": form})))

    assert html == (
        '<div class="govuk-error-summary" data-module="govuk-error-summary"><div role="alert">'
        '<h2 class="govuk-error-summary__title">There is a problem</h2>'
        '<div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">'
        '<li><a href="#id_story">Say what has happened</a></li>'
        "</ul></div></div></div>"
    )


# --- Dates -----------------------------------------------------------------------------------------


def month(number: str, year: str) -> dict[str, str]:
    return {"month": number, "year": year}


@pytest.mark.parametrize(
    ("typed", "last_day", "printed"),
    [
        (month("2", "2027"), date(2027, 2, 28), "February 2027"),
        (month("02", "2028"), date(2028, 2, 29), "February 2028"),
        (month("February", "2027"), date(2027, 2, 28), "February 2027"),
        (month("feb.", "2027"), date(2027, 2, 28), "February 2027"),
        (month("12", "2026"), date(2026, 12, 31), "December 2026"),
    ],
)
def test_month_field_covers_the_whole_month(typed, last_day, printed):
    assert MonthField().clean(typed) == Due(last_day=last_day, precision=Precision.MONTH, printed=printed)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (month("", ""), "Enter a month and a year"),
        (month("", "2027"), "The date must include a month"),
        (month("2", ""), "The date must include a year"),
        (month("13", "2027"), "The month must be a number from 1 to 12 or its name"),
        (month("soon", "2027"), "The month must be a number from 1 to 12 or its name"),
        (month("2", "27"), "The year must have four digits"),
        (month("2", "0000"), "The month must be a number from 1 to 12 or its name"),
    ],
)
def test_month_field_refused_says_what_is_wrong(typed, message):
    with pytest.raises(forms.ValidationError) as refusal:
        MonthField().clean(typed)

    assert refusal.value.messages == [message]


def test_month_field_left_empty_is_nothing_when_it_need_not_be_given():
    assert MonthField(required=False).clean(month("", "")) is None


def test_day_field_reads_a_day():
    assert DayField().clean({"day": "24", "month": "9", "year": "2026"}) == date(2026, 9, 24)


def test_day_field_of_a_day_that_is_not_is_refused():
    with pytest.raises(forms.ValidationError, match="must be a real date"):
        DayField().clean({"day": "31", "month": "2", "year": "2026"})


@pytest.mark.parametrize(
    "initial",
    [date(2027, 2, 28), Due(last_day=date(2027, 2, 28), precision=Precision.MONTH, printed="February 2027")],
)
def test_date_field_shows_the_date_it_begins_with(initial):
    field = MonthField()

    assert field.prepare_value(initial) == {"month": "2", "year": "2027"}
    assert not field.has_changed(initial, {"month": "2", "year": "2027"})
    assert field.has_changed(initial, {"month": "3", "year": "2027"})


@pytest.mark.parametrize("text", ["", "Febber", "٢", "-1x"])
def test_month_number_of_something_else_is_refused(text):
    with pytest.raises(ValueError, match=text or "^$"):
        month_number(text)
