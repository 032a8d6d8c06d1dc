"""Files of figures: from choosing one until it is brought in."""

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from indicators.importing.checking import check
from indicators.importing.mapping import mapping_from
from indicators.importing.writing import xlsx_of
from indicators.models import Comparator, Figure, FigureImport, ImportMapping
from indicators.services.imports import (
    Changed,
    NotAll,
    NotReadable,
    NotWaiting,
    WordsAsked,
    bring_in_file,
    map_columns,
    put_away,
    take_file,
)
from indicators.spreadsheets import csv_of, inert
from partnership.models import User
from plans.models import Plan
from tests.factories import (
    DimensionFactory,
    FigureFactory,
    FigureImportFactory,
    IndicatorFactory,
    PlanFactory,
    PostFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

SEPTEMBER = date(2025, 9, 30)
GOOD = "Measure,Period,Value\nneet,Q2 2025/26,4.1\nvisits,Q2 2025/26,310\n"
MIXED = "Measure,Period,Value\nneet,Q2 2025/26,4.1\nvisits,Q2 2025/26,lots\nweather,Q2 2025/26,3\n"


@pytest.fixture
def analyst() -> User:
    return UserFactory(name="Ana Lyst")


@pytest.fixture
def plan(analyst: User) -> Plan:
    plan = PlanFactory(slug="plan", analyst_post=PostFactory(holder=analyst))
    IndicatorFactory(plan=plan, key="neet", title="Not in education or work", unit="%", decimals=1)
    IndicatorFactory(plan=plan, key="visits", title="Visits to hubs")
    return plan


@pytest.fixture
def pages(client: Client, analyst: User) -> Client:
    client.force_login(analyst)
    return client


def taken(plan: Plan, content: str | bytes, by: User, *, name: str = "figures.csv") -> FigureImport:
    content = content.encode() if isinstance(content, str) else content
    found = take_file(plan=plan, name=name, content=content, by=by)
    return map_columns(figure_import=found, mapping=mapping_from(found.mapping), by=by)


def figures() -> list[tuple[str, str, int, Any, str]]:
    return list(
        Figure.objects.order_by("pk").values_list("indicator__key", "period_label", "revision", "value", "missing")
    )


def choose(pages: Client, content: str | bytes, *, name: str = "figures.csv") -> Any:
    content = content.encode() if isinstance(content, str) else content
    address = reverse("indicators:file_list", args=["plan"])
    return pages.post(address, {"file": SimpleUploadedFile(name, content)})


# --- Services ----------------------------------------------------------------------------------------


def test_bring_in_file_writes_its_figures_and_says_where_they_come_from(plan, analyst):
    done = bring_in_file(figure_import=taken(plan, GOOD, analyst), by=analyst)

    assert figures() == [
        ("neet", "July to September 2025", 0, Decimal("4.1"), ""),
        ("visits", "July to September 2025", 0, Decimal(310), ""),
    ]
    assert {figure.figure_import for figure in Figure.objects.all()} == {done}
    assert (done.state, done.figures_new, done.figures_revised, done.leftover) == ("applied", 2, 0, [])
    assert (done.applied_by, bytes(done.content)) == (analyst, GOOD.encode())


def test_bring_in_file_a_second_time_changes_nothing(plan, analyst):
    bring_in_file(figure_import=taken(plan, GOOD, analyst), by=analyst)
    before = figures()

    again = bring_in_file(figure_import=taken(plan, GOOD, analyst), by=analyst)

    assert figures() == before
    assert (again.figures_new, again.figures_revised, again.figures_unchanged) == (0, 0, 2)


def test_bring_in_file_with_another_figure_adds_a_revision(plan, analyst):
    bring_in_file(figure_import=taken(plan, GOOD, analyst), by=analyst)

    done = bring_in_file(figure_import=taken(plan, GOOD.replace("4.1", "4.3"), analyst), by=analyst)

    assert figures()[2:] == [("neet", "July to September 2025", 1, Decimal("4.3"), "")]
    assert (done.figures_new, done.figures_revised, done.figures_unchanged) == (0, 1, 1)


def test_bring_in_file_all_or_nothing_with_a_refused_figure_writes_nothing(plan, analyst):
    found = taken(plan, MIXED, analyst)

    with pytest.raises(NotAll) as refusal:
        bring_in_file(figure_import=found, by=analyst)

    found.refresh_from_db()
    assert str(refusal.value) == (
        "2 figures cannot be brought in, so none was. Correct the file, or bring in the good ones."
    )
    assert (figures(), found.state) == ([], "uploaded")


def test_bring_in_file_good_ones_keeps_the_others_with_their_reasons(plan, analyst):
    done = bring_in_file(figure_import=taken(plan, MIXED, analyst), by=analyst, all_or_nothing=False)

    assert figures() == [("neet", "July to September 2025", 0, Decimal("4.1"), "")]
    assert done.leftover == [
        {"line": 3, "column": None, "why": "“lots” is not a number. Say what it means."},
        {"line": 4, "column": None, "why": "“weather” is not a measure of this plan."},
    ]


def test_bring_in_file_without_doubts_leaves_out_what_looks_wrong(plan, analyst):
    for year in (2022, 2023, 2024):
        FigureFactory(
            indicator=plan.indicators.get(key="neet"),
            period_label=f"July to September {year}",
            period_ends_on=date(year, 9, 30),
            value=Decimal(4),
        )
    before = len(figures())

    done = bring_in_file(figure_import=taken(plan, GOOD.replace("4.1", "41"), analyst), by=analyst, without_doubts=True)

    assert [figure[:2] for figure in figures()[before:]] == [("visits", "July to September 2025")]
    assert [each["line"] for each in done.leftover] == [2]


def test_bring_in_file_that_would_change_something_else_than_was_seen_is_refused(plan, analyst):
    found = taken(plan, GOOD, analyst)
    seen = check(found, by=analyst).fingerprint()
    bring_in_file(figure_import=taken(plan, GOOD.replace("4.1", "5"), analyst), by=analyst)

    with pytest.raises(Changed):
        bring_in_file(figure_import=found, by=analyst, seen=seen)

    found.refresh_from_db()
    assert (len(figures()), found.state) == (2, "uploaded")


def test_bring_in_file_twice_or_once_put_away_is_refused(plan, analyst):
    once, away = taken(plan, GOOD, analyst), taken(plan, GOOD, analyst)
    bring_in_file(figure_import=once, by=analyst)
    put_away(figure_import=away, by=analyst)

    for found in (once, away):
        with pytest.raises(NotWaiting):
            bring_in_file(figure_import=found, by=analyst)
        with pytest.raises(NotWaiting):
            put_away(figure_import=found, by=analyst)


def test_take_file_that_cannot_be_read_keeps_nothing(plan, analyst):
    with pytest.raises(NotReadable) as refusal:
        take_file(plan=plan, name="figures.pdf", content=b"%PDF-1.7", by=analyst)

    assert str(refusal.value) == "This is a PDF file. Figures can be read from an Excel workbook (.xlsx) or CSV."
    assert FigureImport.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("C:\\Users\\ana\\Q2.csv", "Q2.csv"),
        ("../../etc/passwd", "passwd"),
        ("a\r\nb\x00.csv", "ab.csv"),
        ("x" * 300 + ".csv", "x" * 251 + ".csv"),
        ("", "file"),
    ],
)
def test_take_file_keeps_its_name_without_what_could_do_harm(plan, analyst, name, kept):
    assert take_file(plan=plan, name=name, content=GOOD.encode(), by=analyst).file_name == kept


def test_columns_said_once_are_known_of_the_next_file(plan, analyst):
    odd = "What,When,How many\nneet,Q{} 2025/26,4\n"
    first = take_file(plan=plan, name="a.csv", content=odd.format(1).encode(), by=analyst)
    assert mapping_from(first.mapping).certain is False
    said = {**first.mapping, "layout": "long", "columns": {"what": "measure", "when": "period", "how many": "value"}}
    map_columns(figure_import=first, mapping=mapping_from(said), by=analyst)

    second = take_file(plan=plan, name="b.csv", content=odd.format(2).encode(), by=analyst)
    bring_in_file(figure_import=second, by=analyst)

    assert figures() == [("neet", "July to September 2025", 0, Decimal(4), "")]
    assert ImportMapping.objects.get().headings == ["What", "When", "How many"]


def test_lead_of_a_measure_brings_in_its_figures_only(plan):
    lead = UserFactory()
    plan.indicators.filter(key="neet").update(lead_post=PostFactory(holder=lead))

    done = bring_in_file(figure_import=taken(plan, GOOD, lead), by=lead, all_or_nothing=False)

    assert [figure[0] for figure in figures()] == ["neet"]
    assert [each["why"] for each in done.leftover] == ["The figures of this measure are brought in by somebody else."]


PUBLISHED = (
    "time_period,time_identifier,geographic_level,country_name,region_code,region_name,new_la_code,la_name,sex,neet\n"
    "2025,Calendar year,National,England,,,,,Total,5.1\n"
    "2025,Calendar year,Regional,England,E12000009,South West,,,Total,4.8\n"
    "2025,Calendar year,Local authority,England,E12000009,South West,E10000008,Devon,Total,4.1\n"
    "2025,Calendar year,Local authority,England,E12000009,South West,E10000008,Devon,Boys,c\n"
    "2025,Calendar year,Local authority,England,E12000009,South West,E06000059,Dorset,Total,3.9\n"
)


def test_published_file_brings_in_ours_and_what_others_have_beside_it(plan, analyst, settings):
    settings.AREA_CODES = ["E10000008"]
    DimensionFactory(indicator=plan.indicators.get(key="neet"), name="Sex", categories=["Boys", "Girls"])

    done = bring_in_file(
        figure_import=take_file(plan=plan, name="p.csv", content=PUBLISHED.encode(), by=analyst),
        by=analyst,
        source="Department for Education, 2025",
    )
    again = bring_in_file(
        figure_import=take_file(plan=plan, name="p.csv", content=PUBLISHED.encode(), by=analyst), by=analyst
    )

    assert figures() == [("neet", "2025", 0, Decimal("4.1"), ""), ("neet", "2025", 0, None, "suppressed")]
    assert list(Comparator.objects.order_by("pk").values_list("kind", "name", "period_label", "value", "source")) == [
        ("nation", "England", "2025", Decimal("5.1"), "Department for Education, 2025"),
        ("region", "South West", "2025", Decimal("4.8"), "Department for Education, 2025"),
    ]
    assert (done.comparators_written, again.comparators_written, again.figures_unchanged) == (2, 0, 2)
    assert done.leftover == [{"line": 6, "column": None, "why": "This row is about Dorset."}]


def test_published_file_of_the_council_needs_no_codes(plan, analyst, settings):
    settings.COUNCIL_NAME = "Devon County Council"
    DimensionFactory(indicator=plan.indicators.get(key="neet"), name="Sex", categories=["Boys", "Girls"])

    bring_in_file(figure_import=take_file(plan=plan, name="p.csv", content=PUBLISHED.encode(), by=analyst), by=analyst)

    assert [figure[3:] for figure in figures()] == [(Decimal("4.1"), ""), (None, "suppressed")]


def test_published_file_of_an_unknown_area_asks_for_it_before_anything_else(pages, plan, settings):
    settings.COUNCIL_NAME = "Fernshire County Council"
    file = SimpleUploadedFile("p.csv", PUBLISHED.encode())

    asked = pages.post(reverse("indicators:file_list", args=[plan.slug]), {"file": file}, follow=True)
    found = FigureImport.objects.get()
    unread = pages.get(reverse("indicators:file_detail", args=["plan", found.pk])).content.decode()

    assert asked.request["PATH_INFO"] == reverse("indicators:file_meanings", args=["plan", found.pk])
    assert "Which area is yours?" in asked.content.decode()
    assert "No figure of yours is made out in the file, only figures of others." in unread
    assert "every figure of it is there already" not in unread


def test_figures_of_what_is_no_measure_of_the_plan_stand_in_nobodys_way(plan, analyst):
    found = taken(plan, "Measure,Period,Value\nneet,Q2 2025/26,4.1\nWeather,Q2 2025/26,12\n", analyst)
    mapping = msgspec.structs.replace(mapping_from(found.mapping), measures={"weather": ""})
    map_columns(figure_import=found, mapping=mapping, by=analyst)

    done = bring_in_file(figure_import=found, by=analyst)

    assert [figure[:2] for figure in figures()] == [("neet", "July to September 2025")]
    assert done.leftover == [{"line": 3, "column": None, "why": "You chose to leave out “Weather”."}]


def test_published_file_of_which_nobody_says_the_source_gives_others_none(plan, analyst, settings):
    settings.AREA_CODES = ["E10000008"]
    content = PUBLISHED.encode()
    found = take_file(plan=plan, name="my desktop.csv", content=content, by=analyst)
    bring_in_file(figure_import=found, all_or_nothing=False, by=analyst)

    assert {each.source for each in Comparator.objects.all()} == {""}


POINTING = "Measure,Period,Value,Note\nneet,Q2 2025/26,4.1,Two girls left care.\nvisits,Q2 2025/26,310,\n"


def test_bring_in_file_with_words_that_may_point_at_a_child_asks_why_they_stay(plan, analyst):
    found = taken(plan, POINTING, analyst)

    with pytest.raises(WordsAsked):
        bring_in_file(figure_import=found, by=analyst)
    assert figures() == []
    bring_in_file(figure_import=found, by=analyst, kept_because=" They were in the news. ")

    assert list(Figure.objects.order_by("pk").values_list("note", "note_kept_because")) == [
        ("Two girls left care.", "They were in the news."),
        ("", ""),
    ]


def test_same_words_of_a_file_again_are_not_asked_about(plan, analyst):
    bring_in_file(figure_import=taken(plan, POINTING, analyst), by=analyst, kept_because="They were in the news.")

    again = bring_in_file(figure_import=taken(plan, POINTING, analyst), by=analyst)

    assert (again.figures_new, again.figures_revised, again.figures_unchanged) == (0, 0, 2)


def test_preview_names_the_words_that_may_point_at_a_child_and_takes_the_reason(pages, plan, analyst):
    found = taken(plan, POINTING, analyst)
    address = reverse("indicators:file_detail", args=["plan", found.pk])

    shown = pages.get(address).content.decode()
    refused = pages.post(address, {"how": "all"}).content.decode()
    pages.post(address, {"how": "all", "kept_because": "They were in the news."})

    assert "Row 2: “Two girls” could tell who they are." in shown
    assert "Say why words of this file cannot point at a child, or correct the file first." in refused
    assert Figure.objects.count() == 2


def test_published_file_without_the_region_leaves_it_over(plan, analyst, settings):
    settings.AREA_CODES = ["E10000008"]
    content = PUBLISHED.replace(
        "2025,Calendar year,Local authority,England,E12000009,South West,E10000008,Devon,Boys,c\n", ""
    )

    found = take_file(plan=plan, name="p.csv", content=content.encode(), by=analyst)
    done = bring_in_file(figure_import=found, by=analyst, beside=("nation",))

    assert [each.name for each in Comparator.objects.all()] == ["England"]
    assert [each["why"] for each in done.leftover] == ["This row is about South West.", "This row is about Dorset."]


def queries_of_bringing_in(plan: Plan, analyst: User, rows: int) -> int:
    lines = [f"{'neet' if row % 2 else 'visits'},{1 + row % 12}/{2001 + row // 12},{row}" for row in range(rows)]
    found = taken(plan, "\n".join(["Measure,Period,Value", *lines]), analyst)
    with CaptureQueriesContext(connection) as queries:
        done = bring_in_file(figure_import=found, by=analyst)
    assert done.figures_new == rows
    return len(queries)


@pytest.mark.parametrize("rows", [100, 1000])
def test_bring_in_file_of_any_length_asks_as_little(plan, analyst, rows):
    assert queries_of_bringing_in(plan, analyst, rows) == 35


@pytest.mark.parametrize("rows", [1, 40])
def test_pages_of_a_file_of_any_length_ask_as_little(pages, plan, analyst, rows):
    for number in range(rows):
        measure = IndicatorFactory(plan=plan, key=f"measure-{number}")
        FigureFactory(indicator=measure, period_label=f"March {2000 + number}", value=Decimal(3))
    lines = [f"measure-{row},March {2000 + row},4" for row in range(rows)]
    found = taken(plan, "\n".join(["Measure,Period,Value", *lines, "weather,March 2020,4"]), analyst)
    asked = {}

    for name in ("file_detail", "file_columns", "file_meanings"):
        with CaptureQueriesContext(connection) as queries:
            pages.get(reverse(f"indicators:{name}", args=["plan", found.pk]))
        asked[name] = len(queries)

    assert asked == {"file_detail": 24, "file_columns": 13, "file_meanings": 13}


# --- Pages -------------------------------------------------------------------------------------------


def test_file_with_unknown_columns_is_asked_about_then_checked_then_brought_in(pages, plan):
    asked = choose(pages, "What,When,How many\nneet,Q2 2025/26,4.1\nWeather,Q2 2025/26,N/A\n")
    columns = pages.get(asked["Location"], follow=True)
    said = {"layout": "long", "column_0": "measure", "column_1": "period", "column_2": "value"}
    meanings = pages.post(columns.request["PATH_INFO"], said, follow=True)
    answers = {"measure_0": "visits"}
    preview = pages.post(meanings.request["PATH_INFO"], answers, follow=True)

    assert "What the columns mean" in columns.content.decode()
    assert list(meanings.context["form"].fields) == ["measure_0"]
    assert preview.context["counts"]["refused"] == 1
    words = pages.get(meanings.request["PATH_INFO"])
    checked = pages.post(words.request["PATH_INFO"], {"words_0": "not_due"}, follow=True)
    assert "2 new, 0 changed, 0 unchanged, 0 refused." in checked.content.decode()

    done = pages.post(checked.request["PATH_INFO"], {"seen": checked.context["seen"]}, follow=True)

    assert "The file is brought in: 2 new, 0 changed." in done.content.decode()
    assert [figure[3:] for figure in figures()] == [(Decimal("4.1"), ""), (None, "not_due")]


def test_preview_shows_old_and_new_and_says_what_is_wrong(pages, plan, analyst):
    bring_in_file(figure_import=taken(plan, GOOD, analyst), by=analyst)
    found = taken(plan, MIXED.replace("4.1", "41"), analyst)

    shown = pages.get(reverse("indicators:file_detail", args=["plan", found.pk]))

    assert [(row.line, row.kind, row.old, row.new) for row in shown.context["page"]] == [
        (2, "changed", "4.1%", "41%, revised"),
        (3, "refused", "", "lots"),
        (4, "refused", "", "3"),
    ]
    assert [(tab.kind, tab.number) for tab in shown.context["tabs"]] == [("", 3), ("refused", 2), ("changed", 1)]
    assert [row.line for row in pages.get(shown.request["PATH_INFO"], {"kind": "refused"}).context["page"]] == [3, 4]
    assert pages.get(shown.request["PATH_INFO"], {"kind": "'"}).status_code == 404


def test_same_file_again_says_that_nothing_changes_and_when_it_came(pages, plan, analyst):
    done = bring_in_file(figure_import=taken(plan, GOOD, analyst), by=analyst)
    FigureImport.objects.filter(pk=done.pk).update(applied_at=datetime(2026, 10, 6, 10, tzinfo=UTC))

    shown = pages.get(choose(pages, GOOD)["Location"]).content.decode()

    assert "Bringing this file in changes nothing: every figure of it is there already." in shown
    assert "The very same file was brought in on 6 October 2026 by Ana Lyst." in shown
    assert "Bring in the figures" not in shown


def test_file_that_cannot_be_read_is_refused_at_its_box(pages, plan):
    answer = choose(pages, b"\xd0\xcf\x11\xe0", name="old.xls")

    assert answer.context["form"].errors == {
        "file": ["This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password."]
    }


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"column_2": ""}, "Choose the column that holds the figures"),
        ({"column_1": ""}, "Choose the column that says which period, or write one period for the whole file"),
        ({"column_0": ""}, "Choose the column that says which measure, or one measure for the whole file"),
        ({"column_0": "value"}, "Only one column can be “The figure”"),
    ],
)
def test_columns_that_make_no_figures_are_asked_for_again(pages, plan, said, sentence):
    found = pages.get(choose(pages, "What,When,How many\nneet,Q2 2025/26,4\n")["Location"])
    known = {"layout": "long", "column_0": "measure", "column_1": "period", "column_2": "value"}

    answer = pages.post(found["Location"], {**known, **said})

    assert sentence in answer.context["form"].non_field_errors()


def test_another_row_of_headings_can_be_named(pages, plan):
    found = pages.get(choose(pages, "Measure,Period,Value\nWhat,When,How many\nneet,Q2 2025/26,4\n")["Location"])

    answer = pages.post(found["Location"], {"line": "2"}, follow=True)

    assert [column.name for column in answer.context["columns_form"].columns] == ["What", "When", "How many"]


def test_left_over_rows_are_given_back_with_their_reasons(pages, plan, analyst):
    content = MIXED.replace("weather", '"=HYPERLINK(""http://x"")"')
    done = bring_in_file(figure_import=taken(plan, content, analyst), by=analyst, all_or_nothing=False)

    given = pages.get(reverse("indicators:file_leftover", args=["plan", done.pk]))

    assert given["Content-Disposition"] == 'attachment; filename="figures-left-over.csv"'
    assert list(csv.reader(io.StringIO(given.content.decode("utf-8-sig")))) == [
        ["Line", "Why it was not brought in", "Measure", "Period", "Value"],
        ["3", "“lots” is not a number. Say what it means.", "visits", "Q2 2025/26", "lots"],
        [
            "4",
            '“=HYPERLINK("http://x")” is not a measure of this plan.',
            '\'=HYPERLINK("http://x")',
            "Q2 2025/26",
            "3",
        ],
    ]


def test_original_is_given_back_as_it_came_and_never_shown(pages, plan, analyst):
    content = b"<script>alert(1)</script>,Period\nneet,2025\n"
    found = take_file(plan=plan, name='"><script>.csv', content=content, by=analyst)

    given = pages.get(reverse("indicators:file_original", args=["plan", found.pk]))

    assert (given.content, given["Content-Type"]) == (content, "application/octet-stream")
    assert given["Content-Disposition"].startswith("attachment")
    assert (given["X-Content-Type-Options"], given["Cache-Control"]) == ("nosniff", "private, no-store")


def test_file_of_somebody_else_is_not_shown_to_the_lead_of_one_measure(client, plan, analyst):
    lead = UserFactory()
    plan.indicators.filter(key="neet").update(lead_post=PostFactory(holder=lead))
    others = FigureImportFactory(plan=plan, uploaded_by=analyst)
    client.force_login(lead)

    answers = [
        client.get(reverse(f"indicators:{name}", args=["plan", others.pk])).status_code
        for name in ("file_detail", "file_columns", "file_meanings", "file_original", "file_leftover")
    ]

    assert answers == [404] * 5
    assert list(client.get(reverse("indicators:file_list", args=["plan"])).context["page"]) == []


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("layout", ["long", "measures_down"])
def test_empty_file_filled_in_goes_straight_to_the_preview(pages, plan, kind, layout):
    asked = {"period": "Q2 2025/26", "layout": layout, "kind": kind}
    given = pages.get(reverse("indicators:file_template", args=["plan"]), asked)
    place = "Value" if layout == "long" else "Q2 2025/26"
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(given.content.decode("utf-8-sig"))))
        rows[1][rows[0].index(place)] = "4.1"
        filled = csv_of(rows[0], rows[1:])
    else:
        book = load_workbook(io.BytesIO(given.content))
        sheet = book.worksheets[0]
        headings = [cell.value for cell in sheet[1]]
        sheet.cell(2, headings.index(place) + 1).value = 4.1
        saved = io.BytesIO()
        book.save(saved)
        filled = saved.getvalue()

    shown = pages.get(choose(pages, filled, name=f"filled.{kind}")["Location"])

    assert [(row.measure, row.period, row.new) for row in shown.context["page"]] == [
        ("Not in education or work", "July to September 2025", "4.1%")
    ]


@pytest.mark.parametrize(
    ("text", "given"),
    [
        ("=1+1", "'=1+1"),
        ("+44 1392", "'+44 1392"),
        ("-3.5", "-3.5"),
        ("-3.5%", "-3.5%"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'\t=1"),
        (" =1+1", "' =1+1"),
        ("＝1+1", "'＝1+1"),
        ("neet", "neet"),
    ],
)
def test_text_that_we_give_out_is_no_formula(text, given):
    assert inert(text) == given
    sheet = load_workbook(io.BytesIO(xlsx_of("Figures", [text], [[text]]))).worksheets[0]
    assert [(cell.value, cell.data_type) for cell in sheet["A"]] == [(given, "s")] * 2


def test_file_that_was_withdrawn_says_so_and_is_given_to_nobody(pages, plan):
    file = FigureImportFactory(plan=plan, content=b"", applied=True)

    shown = pages.get(reverse("indicators:file_detail", args=[plan.slug, file.pk]))

    assert "The file itself is no longer kept: personal information stood in it." in shown.content.decode()
    assert pages.get(reverse("indicators:file_original", args=[plan.slug, file.pk])).status_code == 404
