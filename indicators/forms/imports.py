"""Choosing a file of figures, saying how its columns are read, and what its words mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec
from django import forms
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from indicators.importing.guessing import roles_of, why_not
from indicators.importing.mapping import Heading, Layout, Mapping, Role, Table, is_period
from indicators.importing.measures import Measures, plain
from indicators.importing.reading import Asked
from indicators.importing.sheets import LARGEST_FILE, shown
from indicators.models import Figure
from partnership.asking import WHY_LENGTH
from partnership.forms import Question, Radios, form_helper

# So many rows show what stands in a column.
EXAMPLES = 3
LEAVE_OUT = "-"
# More names than this are better mended in the file.
MOST_ASKED = 100

LAYOUTS: dict[Layout, str | Promise] = {
    Layout.LONG: gettext_lazy("One row for each figure"),
    Layout.MEASURES_DOWN: gettext_lazy("One row for each measure, one column for each period"),
    Layout.PERIODS_DOWN: gettext_lazy("One row for each period, one column for each measure"),
    Layout.PUBLISHED: gettext_lazy("As the Department for Education publishes its data"),
}
ROLES: dict[Role, str | Promise] = {
    Role.NOTHING: gettext_lazy("Not needed"),
    Role.MEASURE: gettext_lazy("Which measure"),
    Role.PERIOD: gettext_lazy("Which period"),
    Role.VALUE: gettext_lazy("The figure"),
    Role.NUMERATOR: gettext_lazy("Numerator"),
    Role.DENOMINATOR: gettext_lazy("Denominator"),
    Role.STATUS: gettext_lazy("Final or provisional"),
    Role.NOTE: gettext_lazy("Footnote"),
    Role.RATING: gettext_lazy("Rating in the source"),
    Role.JUDGEMENT: gettext_lazy("Judgement in words"),
    Role.BREAKDOWN: gettext_lazy("What it is broken down by"),
    Role.CATEGORY: gettext_lazy("Which part of the whole"),
    Role.SPLIT: gettext_lazy("A breakdown of its own"),
    Role.AREA: gettext_lazy("Which area"),
    Role.FIGURES: gettext_lazy("Figures"),
}
# What a column must say, by the sentence for a file where none does.
MISSING_ROLES = {
    Role.VALUE: gettext_lazy("Choose the column that holds the figures"),
    Role.FIGURES: gettext_lazy("Choose at least one column that holds figures"),
    Role.MEASURE: gettext_lazy("Choose the column that says which measure, or one measure for the whole file"),
    Role.PERIOD: gettext_lazy("Choose the column that says which period, or write one period for the whole file"),
}
MEANINGS: Sequence[tuple[str, str | Promise]] = (
    ("", gettext_lazy("Not decided: leave these out")),
    *Figure.Missing.choices,
    ("as_printed", pgettext_lazy("words in place of a number", "Keep the words instead of a number")),
    ("judgement", gettext_lazy("A judgement, such as “on target”")),
)
YEAR_ENDS = {"3-31": gettext_lazy("31 March"), "8-31": gettext_lazy("31 August"), "12-31": gettext_lazy("31 December")}


class UploadForm(forms.Form):
    """What take_file takes."""

    file = forms.FileField(
        label=gettext_lazy("Choose a file"),
        help_text=gettext_lazy("An Excel workbook (.xlsx) or CSV, up to 5 MB. It is kept as it comes."),
        error_messages={
            "required": gettext_lazy("Choose a file"),
            "empty": gettext_lazy("The file is empty."),
            "missing": gettext_lazy("Choose a file"),
            "invalid": gettext_lazy("Choose a file"),
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise forms.ValidationError(
                _("The file is larger than %(size)d MB. Leave out what is not needed, or bring it in in parts.")
                % {"size": LARGEST_FILE // (1024 * 1024)}
            )
        return file


class SheetForm(forms.Form):
    """Where in a file the figures stand."""

    sheet = forms.ChoiceField(label=gettext_lazy("Which sheet?"), required=False)
    line = forms.IntegerField(
        label=gettext_lazy("In which row are the headings?"),
        min_value=1,
        max_value=1_048_576,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": gettext_lazy("Say in which row the headings are"),
            "invalid": gettext_lazy("The row of the headings is a whole number, such as 4"),
            "min_value": gettext_lazy("The first row is row 1"),
            "max_value": gettext_lazy("There is no such row"),
        },
    )

    def __init__(self, data: Any = None, *, sheets: Sequence[str], mapping: Mapping) -> None:
        super().__init__(data, initial={"sheet": mapping.sheet, "line": mapping.heading})
        self.fields["sheet"].choices = [(name, name) for name in sheets]  # type: ignore[attr-defined]
        if len(sheets) < 2:
            del self.fields["sheet"]
        self.helper = form_helper(*self.fields, submit=_("Read it so"))


@dataclass(frozen=True, slots=True)
class Column:
    """A column with its question: what stands in it, and the choice of what it means."""

    heading: Heading
    field: Any
    examples: str

    @property
    def name(self) -> str:
        return self.heading.text or _("Column %(number)d") % {"number": self.heading.column + 1}


class ColumnsForm(forms.Form):
    """How the columns of a file are read."""

    layout = forms.ChoiceField(
        label=gettext_lazy("How is it laid out?"), choices=list(LAYOUTS.items()), widget=forms.RadioSelect
    )
    measure = forms.ChoiceField(label=gettext_lazy("One measure for the whole file (optional)"), required=False)
    period = forms.CharField(
        label=gettext_lazy("One period for the whole file (optional)"),
        required=False,
        max_length=120,
        help_text=gettext_lazy("Where no column names it. For example, Q2 2025/26 or September 2025."),
    )

    def __init__(self, data: Any = None, *, table: Table, mapping: Mapping, measures: Measures) -> None:
        super().__init__(data, initial={"layout": mapping.layout, "measure": mapping.measure, "period": mapping.period})
        self.table, self.mapping = table, mapping
        self.fields["measure"].choices = [  # type: ignore[attr-defined]
            ("", _("The file names it")),
            *((each.key, each.name) for each in measures.all if each.mine),
        ]
        for heading in table.headings:
            self.fields[f"column_{heading.column}"] = forms.ChoiceField(
                label=_("What is in “%(heading)s”?") % {"heading": heading.text or heading.column + 1},
                required=False,
                choices=list(ROLES.items()),
                initial=mapping.columns.get(heading.key, ""),
            )

    @property
    def columns(self) -> Iterator[Column]:
        for heading in self.table.headings:
            examples = [text for row in self.table.rows[:EXAMPLES] if (text := shown(row[heading.column]))]
            yield Column(
                heading, self[f"column_{heading.column}"], "; ".join(Truncator(text).chars(40) for text in examples)
            )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "layout" not in said:
            return said
        layout = Layout(said["layout"])
        allowed = roles_of(layout)
        roles = {heading.key: Role(said.get(f"column_{heading.column}") or "") for heading in self.table.headings}
        columns = {key: role.value for key, role in roles.items() if role and role in allowed}
        missing = why_not(
            self.table, columns, layout, measure=said.get("measure") or "", period=said.get("period") or ""
        )
        for role in missing.values():
            self.add_error(None, MISSING_ROLES[role])
        once = [role for role in columns.values() if role not in {"measure", "split", "figures", "area"}]
        for twice in sorted({role for role in once if once.count(role) > 1}):
            self.add_error(None, _("Only one column can be “%(role)s”") % {"role": ROLES[Role(twice)]})
        said["columns"] = columns
        return said

    @property
    def answer(self) -> Mapping:
        said = self.cleaned_data
        return msgspec.structs.replace(
            self.mapping,
            layout=said["layout"],
            columns=said["columns"],
            measure=said["measure"],
            period=said["period"],
        )


class MeaningsForm(forms.Form):
    """What a file means by names and words that only a person can explain."""

    def __init__(self, data: Any = None, *, table: Table, mapping: Mapping, measures: Measures, asked: Asked) -> None:
        super().__init__(data)
        self.mapping = mapping
        self.names = list(asked.measures)[:MOST_ASKED]
        self.words = list(asked.words)[:MOST_ASKED]
        self.wholes, self.splits = list(asked.wholes), list(asked.dimensions)
        headings = {heading.key: heading.text for heading in table.headings}
        if asked.our_area:
            self._ask("area", _("Which area is yours?"), [("", _("None of them")), *asked.areas])
        if mapping.layout == Layout.PUBLISHED and _has_reporting_years(table):
            self._ask(
                "year_ends",
                _("When does a “reporting year” of this file end?"),
                list(YEAR_ENDS.items()),
                initial="-".join(str(part) for part in mapping.year_ends),
            )
        for number, name in enumerate(self.names):
            self._ask(
                f"measure_{number}", _("Which measure is “%(name)s”?") % {"name": name[:120]}, _offer(name, measures)
            )
        for number, words in enumerate(self.words):
            self._ask(f"words_{number}", _("What does “%(words)s” mean?") % {"words": words[:80]}, list(MEANINGS))
        for number, key in enumerate(self.wholes):
            self._ask(
                f"whole_{number}",
                _("Which value of “%(column)s” stands for the whole?") % {"column": headings.get(key, key)},
                [("", _("Not decided: leave these out")), *((word, word) for word in asked.wholes[key])],
            )
        dimensions = sorted({parts.name for each in measures.all for parts in each.dimensions})
        for number, key in enumerate(self.splits):
            self._ask(
                f"split_{number}",
                _("Which breakdown is “%(column)s”?") % {"column": asked.dimensions[key]},
                [("", _("None: leave its parts out")), *((name, name) for name in dimensions)],
            )
        self.helper = form_helper(*(Question(name) for name in self.fields), submit=_("Check the figures"))

    def _ask(self, name: str, label: str, choices: Any, *, initial: str = "") -> None:
        self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False, initial=initial)

    @property
    def answer(self) -> Mapping:
        said, mapping = self.cleaned_data, self.mapping
        measures, meanings = dict(mapping.measures), dict(mapping.meanings)
        for number, name in enumerate(self.names):
            if chosen := said[f"measure_{number}"]:
                measures[plain(name)] = "" if chosen == LEAVE_OUT else chosen
        for number, words in enumerate(self.words):
            if meaning := said[f"words_{number}"]:
                meanings[plain(words) or words] = meaning
        wholes = {key: said[f"whole_{number}"] for number, key in enumerate(self.wholes) if said[f"whole_{number}"]}
        splits = {key: said[f"split_{number}"] for number, key in enumerate(self.splits) if said[f"split_{number}"]}
        ends = said.get("year_ends") or "-".join(str(part) for part in mapping.year_ends)
        month, day = (int(part) for part in ends.split("-"))
        return msgspec.structs.replace(
            mapping,
            measures=measures,
            meanings=meanings,
            wholes={**mapping.wholes, **wholes},
            dimensions={**mapping.dimensions, **splits},
            areas=(said["area"],) if said.get("area") else mapping.areas,
            year_ends=(month, day),
        )


def _offer(name: str, measures: Measures) -> list[Any]:
    """The likest measures first, then all of them in the order of the plan."""
    near = measures.near(name)
    others = [each for each in measures.all if each not in near]
    choices: list[Any] = [("", _("Not decided: leave it out for now")), (LEAVE_OUT, _("None: always leave it out"))]
    if near:
        choices.append((_("Looks like"), [(each.key, each.name) for each in near]))
    if others:
        choices.append((_("Other measures"), [(each.key, each.name) for each in others]))
    return choices


def _has_reporting_years(table: Table) -> bool:
    heading = table.named("time-identifier")
    return heading is not None and any(shown(row[heading.column]).casefold() == "reporting year" for row in table.rows)


class BringInForm(forms.Form):
    """How a checked file is brought in. `seen` is the fingerprint of what was shown."""

    ALL, GOOD = "all", "good"

    how = forms.ChoiceField(
        label=gettext_lazy("How should it be brought in?"),
        choices=[
            (ALL, gettext_lazy("All or nothing: only if no figure is refused")),
            (GOOD, gettext_lazy("The good figures now: keep the others for later")),
        ],
        widget=Radios(
            hints={
                ALL: gettext_lazy("Correct the file and choose it again. What is right already will not change."),
                GOOD: gettext_lazy("What is left over can be downloaded, with the reason in a column."),
            }
        ),
        initial=ALL,
        required=False,
    )
    without_doubts = forms.BooleanField(label=gettext_lazy("Leave out the figures in doubt"), required=False)
    beside = forms.MultipleChoiceField(
        label=gettext_lazy("Whose figures should stand beside yours?"),
        required=False,
        choices=[("region", gettext_lazy("Your region")), ("nation", gettext_lazy("The nation"))],
        widget=forms.CheckboxSelectMultiple,
    )
    source = forms.CharField(
        label=gettext_lazy("Where do their figures come from? (optional)"),
        required=False,
        max_length=300,
        help_text=gettext_lazy(
            "Everybody reads this beside their figures. For example, Department for Education, Children looked after "
            "in England, 2025."
        ),
    )
    kept_because = forms.CharField(
        label=gettext_lazy("Why this cannot point at a child"),
        required=False,
        max_length=WHY_LENGTH,
        widget=forms.Textarea,
        help_text=gettext_lazy(
            "Only if you keep the words. The plan’s coordinator reads your reason; it is not printed. "
            "Do not repeat a name or a number in it."
        ),
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)


class TemplateForm(forms.Form):
    """What an empty file to fill in looks like."""

    period = forms.CharField(
        label=gettext_lazy("For which period?"),
        max_length=120,
        help_text=gettext_lazy("For example, Q2 2025/26 or September 2025."),
        error_messages={"required": gettext_lazy("Say for which period")},
    )
    layout = forms.ChoiceField(
        label=gettext_lazy("How is it laid out?"),
        choices=[(layout.value, LAYOUTS[layout]) for layout in (Layout.LONG, Layout.MEASURES_DOWN)],
        initial=Layout.LONG.value,
        widget=forms.RadioSelect,
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("What kind of file?"),
        choices=[("xlsx", gettext_lazy("Excel workbook (.xlsx)")), ("csv", "CSV")],
        initial="xlsx",
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.helper = form_helper(*self.fields, submit=_("Download the file"))
        self.helper.form_method = "get"
        self.helper.disable_csrf = True

    def clean_period(self) -> str:
        period: str = self.cleaned_data["period"]
        if not is_period(period):
            raise forms.ValidationError(
                _("“%(text)s” is not a period we can read. Write for example Q2 2025/26 or September 2025.")
                % {"text": period}
            )
        return period
