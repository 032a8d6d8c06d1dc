"""The PDF of a report: what it says, that everybody can read it, and that it is always the same."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.conf import settings
from msgspec.structs import replace
from pypdf import PdfReader

from monitoring.record import canonical
from monitoring.record.measures import scorecard
from monitoring.record.structs import Meeting, Movement, Record, Total, Travel
from reports.document import furniture, gate
from reports.document.contents import Report, cut
from reports.document.fonts import fit
from reports.document.make import make_pdf
from reports.document.measures import measure_views
from reports.document.source import Source
from reports.document.typeset import OurFilesOnly, Press
from tests.reports.records import record

TITLE = "Northmoor Children and Young People’s Plan 2025 to 2028: progress to 30 September 2026"


def pdf_of(said: Record, *, version: int | None = 1) -> Any:
    return PdfReader(BytesIO(make_pdf(Source(canonical.encode(said), version=version)).content))


def text_of(page) -> str:
    return " ".join(page.extract_text().split())


def outline(reader: Any) -> list[tuple[str, int]]:
    """The bookmarks of the second level, each with its page from 1."""
    [_top, below] = reader.outline
    return [(each.title, reader.get_destination_page_number(each) + 1) for each in below if not isinstance(each, list)]


@pytest.fixture(scope="module")
def report() -> Any:
    return pdf_of(record(24, priorities=3))


@pytest.fixture(scope="module")
def provisional() -> Any:
    return pdf_of(record(12, priorities=2), version=None)


def test_report_has_its_title_language_and_standard(report: Any):
    catalogue = report.trailer["/Root"]

    assert report.metadata.title == TITLE
    assert report.metadata.author == "Northmoor Children’s Partnership Board"
    assert catalogue["/Lang"] == "en-GB"
    assert catalogue["/ViewerPreferences"]["/DisplayDocTitle"]
    assert catalogue["/PageMode"] == "/UseOutlines"
    assert 'pdfuaid:part="1"' in report.xmp_metadata.stream.get_data().decode()


def test_report_contents_and_bookmarks_name_the_pages_where_things_are(report: Any):
    marked = outline(report)
    cover = report.pages[0].extract_text(extraction_mode="layout")
    listed = re.findall(r"^(\S.*?)  +(\d+)$", cover.partition("Contents")[2], re.MULTILINE)

    assert [title for title, _page in marked] == [
        "Summary",
        "What the ratings mean",
        "Priority 1 A good start in life",
        "Priority 2 Good mental health, early",
        "Priority 3 Safe at home and outside",
        "Measures",
        "Next steps",
        "Appendix: all actions",
        "Appendix: all measures",
    ]
    for title, page in marked:
        assert title in text_of(report.pages[page - 1])
    assert [(title.replace(": ", " ", 1), int(page)) for title, page in listed if "Page" not in title] == [
        ("Summary on one page", marked[0][1]),
        *marked[1:-2],
        ("Appendix all actions", marked[-2][1]),
        ("Appendix all measures", marked[-1][1]),
    ]


def test_report_says_its_page_number_on_every_page(report: Any):
    total = len(report.pages)

    for number, page in enumerate(report.pages, start=1):
        assert f"{TITLE} Page {number} of {total}" in text_of(page)


def test_report_of_fixed_record_never_says_provisional_of_itself(report: Any):
    assert not any("not yet agreed" in text_of(page).lower() for page in report.pages)
    assert "Fixed, version 1." in text_of(report.pages[0])


def test_report_of_open_period_says_provisional_on_every_page(provisional: Any):
    for page in provisional.pages:
        assert "Provisional, not yet agreed: the period is still open." in text_of(page)
    assert provisional.metadata.title == f"{TITLE} (provisional)"


def test_report_summary_says_where_the_plan_stands(report: Any):
    summary = text_of(report.pages[1])

    assert "10 of 24 actions are complete or on track" in summary
    assert "Priorities over time" in summary
    assert "13 actions need attention" in summary


def test_report_says_what_is_due_before_the_next_report(report: Any):
    text = text_of(report.pages[next(page for title, page in outline(report) if title == "Next steps") - 1])

    assert text.startswith(
        "Next steps 13 things are due after 30 September 2026 and by 31 December 2026, the next first. "
        "What is due before the next report Due What is due Led by September "
        "31 December 2026 2.1 See every child within six weeks of referral Head of Patient Experience On track "
        "31 December 2026 3.1 Ask young people to rate the help they get Chair of the Headteachers’ Forum Not rated "
    )


def test_report_tells_of_a_delay_with_its_cause_and_its_dates(report: Any):
    text = " ".join(text_of(page) for page in report.pages)

    assert (
        "Cause. Not enough staff. Four of eleven clinicians have left since April. Effect. Half of children wait more "
        "than 12 weeks for a first appointment. Recovery. Two clinicians come from the adult service in January; "
        "evening clinics begin in Westmoor. Now expected. 30 April 2027." in text
    )
    assert (
        "Dates. The agreed date is 31 March 2027. The original date was 31 December 2026; it has been moved twice. "
        "It was moved in this period because: Posts could not be filled." in text
    )
    assert "Rating changed. From some concern to off track. The group sees no way to the agreed date." in text


def test_report_tells_of_its_measures_worst_first_with_what_is_said_of_them(report: Any):
    text = " ".join(text_of(page) for page in report.pages)

    assert (
        "Of 3 measures, 1 is rated some concern and 1 off track; 1 is not rated. "
        "Since the result before, 2 got worse and 1 cannot be compared. Off track 1 of 3 "
        "M1 Wait for a first mental health appointment 12 weeks, September 2026, provisional. Target: at most 6 weeks. "
        "Led by Director of Children’s Commissioning. "
        "Referrals are up by a fifth and four of eleven clinicians have left. "
        "What is being done. Two agency clinicians start in November. Forecast. Ten weeks by March. "
        "Some concern 1 of 3 "
        "M3 Wait for a first mental health appointment 12 weeks, September 2026, provisional. Target: at most 6 weeks. "
        "Led by Director of Children’s Commissioning. No commentary yet."
    ) in text


def test_report_has_every_measure_on_a_line_of_its_last_appendix(report: Any):
    last = text_of(report.pages[-1])

    assert (
        "Measure Latest Rating Target Since the result before Since a year before Others "
        "M1 Wait for a first mental health appointment Lower is better. 12 weeks September 2026, provisional "
        "Off track at most 6 weeks Worse Up 2 weeks since June 2026 Worse Up 2 weeks since September 2025 "
        "England, 2025: 8 weeks M2 Wait for a first mental health appointment Lower is better. "
        "Suppressed: too few to show 2025 Not rated The latest result is missing None set "
        "Not compared The latest result is no number Not compared The latest result is no number None known"
    ) in last


@pytest.mark.parametrize(
    ("travel", "sentence"),
    [
        (
            Travel(against="same_last_year", movement=Movement.WORSE, since="September 2025", change=Decimal(2)),
            "Worse than a year before: up 2 weeks since September 2025.",
        ),
        (
            Travel(against="same_last_year", movement=Movement.NOT_KNOWN, since="September 2025", change=Decimal(-2)),
            "Lower than a year before: down 2 weeks since September 2025.",
        ),
        (
            Travel(against="same_last_year", movement=Movement.SAME, since="September 2025", change=Decimal(0)),
            "Since a year before: same: as September 2025.",
        ),
    ],
)
def test_line_of_a_measure_says_than_what_it_is_better_or_worse(travel: Travel, sentence: str):
    told = record(1, priorities=1, measures=1)
    told = replace(told, measures=(replace(told.measures[0], long=travel),))

    [view] = measure_views(scorecard(told))

    assert view.sentences[:2] == ("Worse: up 2 weeks since June 2026.", sentence)


def test_report_numbers_its_paragraphs_through(report: Any):
    numbers = []
    for page in report.pages:
        numbers += [int(found) for found in re.findall(r"^(\d+)\. ", page.extract_text(), re.MULTILINE)]

    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.parametrize(("priorities", "version"), [(1, 1), (4, None), (6, None), (30, None)])
def test_report_summary_fills_one_page(priorities: int, version: int | None):
    said = record(30, priorities=priorities)
    more = "and so much more than that " * 8
    [scale] = said.scales
    said = replace(
        said,
        scales=(
            replace(scale, levels=tuple(replace(each, label=f"{each.label}, {more[:30]}") for each in scale.levels)),
        ),
        priorities=tuple(replace(each, title=f"{each.title} {more}") for each in said.priorities),
        actions=tuple(replace(each, title=f"{each.title} {more}") for each in said.actions),
    )

    marked = outline(pdf_of(said, version=version))

    assert marked[1][1] - marked[0][1] == 1


@pytest.mark.parametrize(
    "said",
    [
        pytest.param(record(0), id="no actions"),
        pytest.param(record(1, priorities=1, first=True, measures=0), id="one action of a first period"),
        pytest.param(record(12, rated=False), id="without ratings"),
        pytest.param(
            record(
                0,
                totals=(
                    Total(label="On track", column="on-track", count=Decimal("7.5")),
                    Total(label="Amber/green", column=None, count=Decimal(2)),
                ),
            ),
            id="printed totals",
        ),
    ],
)
def test_report_of_unusual_plan_passes_the_gate(said: Record):
    reader = pdf_of(said)

    assert said.plan.title in text_of(reader.pages[0])


@pytest.mark.parametrize(
    ("room", "shown", "left_out"), [(8, "1 2 3 4 5 6 7 8 9", 0), (7, "1 2 3 4 5 7 8", 2), (3, "1 2 4", 6)]
)
def test_report_summary_without_room_for_all_priorities_shows_the_worst(room: int, shown: str, left_out: int):
    """The sixth is complete; the first, second, fourth, seventh and eighth are off track."""
    report = Report(record(20, priorities=9), version=1, checksum="0" * 64)

    heat = report.with_room(3, room).heat

    assert heat is not None
    assert (" ".join(title.split()[0] for title, _row in heat.rows), heat.left_out) == (shown, left_out)


def test_report_of_printed_totals_shows_them_as_reported():
    said = record(0, totals=(Total(label="Amber/green", column=None, count=Decimal("3.5")),))

    summary = text_of(pdf_of(said).pages[1])

    assert "The totals of this period are shown as they were reported." in summary
    assert "Amber/green 3.5" in summary


@pytest.mark.parametrize(
    ("known", "printed"),
    [
        (
            {
                "meetings": (
                    Meeting(body="Partnership board", on=date(2026, 12, 9), place="Town Hall"),
                    Meeting(body="Scrutiny committee", on=date(2027, 1, 20), place=""),
                ),
                "reports_to": "the board",
            },
            "Reported to Partnership board, 9 December 2026; Scrutiny committee, 20 January 2027",
        ),
        # A paper names no meeting.
        ({"reports_to": "the board of May 2025"}, "Reported to the board of May 2025"),
    ],
)
def test_report_cover_names_who_it_is_reported_to(known, printed):
    said = record(1, priorities=1)

    cover = text_of(pdf_of(replace(said, period=replace(said.period, **known))).pages[0])

    assert printed in cover


def test_report_keeps_every_word_of_a_very_long_narrative():
    said = record(2, priorities=1)
    words = " ".join(f"word{number}" for number in range(3000))
    assert said.actions[0].update
    told = replace(said.actions[0].update, narrative=words)

    reader = pdf_of(replace(said, actions=(replace(said.actions[0], update=told), said.actions[1])))

    found = set(re.findall(r"word\d+", " ".join(page.extract_text() for page in reader.pages)))
    assert len(found) == 3000


@pytest.mark.parametrize("length", [200, 320, 1000, 4000])
def test_report_of_actions_with_titles_of_any_length_is_made_and_keeps_every_word(length: int):
    *words, last = [f"w{number}" for number in range(length // 5)]
    said = record(6, priorities=3)
    said = replace(said, actions=tuple(replace(each, title=" ".join([*words, last])) for each in said.actions))

    shown = " ".join(text_of(page) for page in pdf_of(said).pages)

    # In what is told of it, and in the list of all.
    assert len(re.findall(rf"\b{last}\b", shown)) >= 2 * 6


def test_report_writes_what_its_fonts_lack_in_words():
    assert fit("Łukasz ŵ Привет ≥ 95% → ✅ a‑b ﬁt\u200b") == "Łukasz ŵ Привет ≥ 95% → ✓ a-b fit"
    assert fit("🔴 العربية 汉字") == "[large red circle] [text in Arabic script] [text in Chinese script]"


def test_report_made_twice_in_separate_processes_has_the_same_bytes(tmp_path: Path):
    program = (
        "import sys, django; django.setup()\n"
        "from hashlib import sha256\n"
        "from monitoring.record import canonical\n"
        "from reports.document.make import make\n"
        "from reports.document.source import Source\n"
        "from tests.reports.records import record\n"
        "made = make(Source(canonical.encode(record(4, priorities=2)), version=1))\n"
        "print([(each.format, each.part, each.sha256, each.renderer) for each in made])\n"
        "print(sha256(made[0].content).hexdigest(), made[0].sha256, made[0].renderer)\n"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", program],
            env=os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=settings.BASE_DIR,
            stdout=subprocess.PIPE,
            text=True,
        )
        for seed, zone in (("1", "Europe/London"), ("2", "Asia/Tokyo"))
    ]
    answers = [process.communicate()[0].splitlines()[-2:] for process in running]

    digest, said_digest, _renderer = answers[0][-1].split(maxsplit=2)
    assert answers[0] == answers[1]
    assert digest == said_digest


def test_report_takes_nothing_from_elsewhere():
    for address in (
        "https://example.org/a.png",
        "file:///etc/passwd",
        (Path(settings.BASE_DIR) / "manage.py").as_uri(),
    ):
        with pytest.raises(ValueError, match="takes nothing"):
            OurFilesOnly().fetch(address)


# --- The gate ----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def good() -> bytes:
    return make_pdf(Source(canonical.encode(record(3, priorities=1)), version=1)).content


def spoiled(content: bytes, spoil) -> bytes:
    with pikepdf.open(BytesIO(content)) as pdf:
        spoil(pdf)
        out = BytesIO()
        pdf.save(out)
    return out.getvalue()


def elements(pdf: pikepdf.Pdf, kind: str):
    return [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == kind]


def drop_scope(pdf: pikepdf.Pdf) -> None:
    del elements(pdf, "/TH")[0].A["/Scope"]


def drop_link_label(pdf: pikepdf.Pdf) -> None:
    pdf.pages[0].Annots[0].Contents = pikepdf.String("p1")


def drop_title(pdf: pikepdf.Pdf) -> None:
    del pdf.docinfo["/Title"]


def drop_furniture(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].Contents = pdf.pages[1].Contents[0]


def turn_headers_into_cells(pdf: pikepdf.Pdf) -> None:
    for header in elements(pdf, "/TH"):
        header.S = pikepdf.Name.TD


@pytest.mark.parametrize(
    ("spoil", "fault"),
    [
        (drop_scope, "a header cell does not say what it heads"),
        (drop_link_label, "a link does not say where it leads"),
        (drop_title, "the document has no title"),
        (drop_furniture, "page 2 has no page number"),
        (turn_headers_into_cells, "a table has no rows or no header cells"),
    ],
)
def test_gate_stops_a_file_that_somebody_could_not_read(good: bytes, spoil, fault: str):
    with pytest.raises(gate.NotFit, match=fault):
        gate.check(spoiled(good, spoil))


def test_gate_lets_a_good_file_through(good: bytes):
    gate.check(spoiled(good, lambda pdf: None))


def test_gate_stops_a_file_without_tags(good: bytes):
    def drop_tags(pdf: pikepdf.Pdf) -> None:
        del pdf.Root["/MarkInfo"]

    with pytest.raises(gate.NotFit):
        gate.check(spoiled(good, drop_tags))


@pytest.mark.parametrize(
    "rows", ["<tbody></tbody>", "", "<caption>Nothing</caption>", "<caption>Nothing</caption></table><table>{row}"]
)
def test_gate_stops_a_table_without_rows_even_if_it_has_a_caption(rows: str):
    row = '<tr><th scope="row">One</th><td>Two</td></tr>'
    content = set_page(f"<section><p>Text</p><table>{rows.format(row=row)}</table></section>")

    with pytest.raises(gate.NotFit, match="a table has no rows or no header cells"):
        gate.check(content)


def test_gate_lets_a_caption_through_whose_first_row_has_room_on_no_page_below_it():
    tall = '<tr><th scope="row">One</th><td><p style="height: 252mm">Two</p></td></tr>'

    content = set_page(f"<section><p>Text</p><table><caption>Tall</caption>{tall}</table></section>")

    gate.check(content)
    assert [text_of(page).split(" Title")[0] for page in PdfReader(BytesIO(content)).pages] == [
        "Text",
        "Tall",
        "One Two",
    ]


def set_page(body: str) -> bytes:
    html = f'<!doctype html><html lang="en-GB"><head><title>Title</title></head><body>{body}</body></html>'
    return furniture.stamp(Press(html).typeset(html, labels={}).content, title="Title", warning="")


# --- Lines ---------------------------------------------------------------------------------------


def test_line_before_an_element_is_filled_although_the_space_between_has_no_room():
    words = (
        "Half of children wait more than 12 weeks. The trust is asked for a recovery plan by 15 December 2026, and this "
        "committee hears it on 21 January 2027. See also"
    )
    widths = [f'style="width: {width / 4}mm"' for width in range(400, 640)]

    def lines(last: str) -> list[str]:
        reader = PdfReader(BytesIO(set_page("".join(f"<p {each}>{words} {last}</p>" for each in widths))))
        return [line.strip() for page in reader.pages for line in page.extract_text().splitlines()]

    assert lines("<em>paragraph</em>.") == lines("paragraph.")


@pytest.mark.parametrize(
    "kept", ["30 September", "1 May", "12 weeks", "41 per cent", "3 million", "paragraph 5", "Appendix 2", "page 30"]
)
def test_no_line_parts_a_day_from_its_month_or_a_number_from_what_it_counts(kept: str):
    widths = [f'style="width: {width / 2}mm"' for width in range(60, 140)]

    reader = PdfReader(
        BytesIO(set_page("".join(f"<p {each}>Of all that was said {kept} is what holds.</p>" for each in widths)))
    )

    # Read as it was typed, so that a search finds it.
    said = "\n".join(page.extract_text() for page in reader.pages)
    number_and_next = " ".join(kept.split()[:2])
    assert len(re.findall(f"\\b{number_and_next}\\b", said)) == len(widths)


# --- veraPDF -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", ""),
        ("…", "…"),
        ("Agree the  plan.", "Agree the plan."),
        ("Agree the recovery plan.", "Agree the recovery…"),
        ("Agree https://northmoor.example/plan", "Agree…"),
        (" https://northmoor.example/plan and more", "https://n…"),
        ("Llanfairpwllgwyngyllgogerychwyrndrobwll", "Llanfairp…"),
    ],
)
def test_cut_text_ends_after_a_word_or_within_the_first(text: str, said: str):
    assert cut(text, 19) == said


@pytest.mark.prove
@pytest.mark.parametrize(("actions", "version"), [(1, 1), (60, None), (300, 1), (1000, None)])
def test_report_of_any_size_satisfies_verapdf(actions: int, version: int | None, tmp_path: Path):
    """VERAPDF is a command that takes a profile and files, and fails where one does not comply."""
    command = os.environ.get("VERAPDF")
    if not command:
        pytest.skip("VERAPDF names no validator")
    file = make_pdf(Source(canonical.encode(record(actions)), version=version))
    assert file.sha256 == sha256(file.content).hexdigest()
    path = tmp_path / "report.pdf"
    path.write_bytes(file.content)

    checked = subprocess.run([command, "ua1", path], check=False, capture_output=True, text=True)

    assert checked.returncode == 0, checked.stdout
