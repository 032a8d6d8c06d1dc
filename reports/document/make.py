"""From a record's bytes to the files of its report: a PDF that has passed the gate, Word and tables."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from docx import __version__ as python_docx

from monitoring.record import canonical, tidy

from . import furniture, gate
from .contents import Report
from .fonts import fit
from .renderer import renderer
from .typeset import Press
from .word import word

STEPS = 6
# Fewer than these say too little, however small the room.
LEAST_HEAT, LEAST_CONCERNS = 3, 3
# As many exceptions as a page could ever hold.
MOST_CONCERNS, MOST_HEAT = 24, 24

# What tables are written with: rows of monitoring/record/tidy.py.
TABLES = "tables/1"

Progress = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class File:
    """One file of a report. `part` names which, where a format has several; `pages` is None for one without."""

    content: bytes
    renderer: str
    format: str
    part: str = ""
    pages: int | None = None

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


def make(body: bytes, *, version: int | None, progress: Progress = lambda done, step: None) -> tuple[File, ...]:
    """Every file of the report of a record, its PDF first.

    `version` is that of the stored record, None for an open period's. `progress` hears how many of STEPS are
    done and what comes next. Raises gate.NotFit.
    """
    report, pdf = _printed(body, version=version, progress=progress)
    progress(STEPS - 1, _("Writing it for Word, and its tables"))
    files = (
        pdf,
        File(word(html_of(report), warning=report.warning), f"python-docx {python_docx}", "docx"),
        *(
            File(content, TABLES, "csv", part)
            for part, content in (
                ("actions", tidy.actions_csv(report.record)),
                ("measures", tidy.measures_csv(report.record, report.record.measures)),
            )
        ),
    )
    progress(STEPS, "")
    return files


def make_pdf(body: bytes, *, version: int | None) -> File:
    """The PDF alone. Raises gate.NotFit."""
    return _printed(body, version=version)[1]


def _printed(body: bytes, *, version: int | None, progress: Progress = lambda done, step: None) -> tuple[Report, File]:
    progress(0, _("Reading the record"))
    record, checksum = canonical.decode(body), canonical.checksum(body)
    progress(1, _("Fitting the summary on one page"))
    whole = Report(record, version=version, checksum=checksum)
    press = Press(html_of(whole))
    report = _with_room(whole, press)
    progress(2, _("Setting the pages"))
    pages = press.typeset(
        html_of(report),
        labels=report.labels,
        on_page=lambda number: progress(2, _("Setting page %(number)d") % {"number": number}),
    )
    progress(3, _("Numbering the pages"))
    content = furniture.stamp(pages.content, title=report.title, warning=report.warning)
    progress(4, _("Checking that everybody can read it"))
    gate.check(content)
    return report, File(content, renderer(), "pdf", pages=pages.number)


def html_of(report: Report, *, template: str = "report") -> str:
    """The report as HTML in characters that our fonts have."""
    return fit(render_to_string(f"reports/document/{template}.html", {"report": report}))


def _with_room(report: Report, press: Press) -> Report:
    """The report whose summary fills no more than its page.

    What needs attention gives way first, worst last, then the rows of the heat map. Titles are cut
    to a length, so that a few of each always fit.
    """
    report = report.with_room(MOST_CONCERNS, MOST_HEAT)
    while (shown := _concerns_on_first_page(report, press)) is not None:
        concerns, heat = len(report.concerns), len(report.heat.rows) if report.heat else 0
        if concerns > LEAST_CONCERNS:
            report = report.with_room(max(LEAST_CONCERNS, min(shown, concerns - 1)), heat)
        elif heat > LEAST_HEAT:
            report = report.with_room(concerns, heat - max(1, heat // 6))
        else:
            break
    return report


def _concerns_on_first_page(report: Report, press: Press) -> int | None:
    """How many exceptions stand on the summary's first page; None when everything does."""
    where = press.anchors(html_of(report, template="summary_alone"))
    if where["summary-end"] == 1:
        return None
    return sum(1 for name, page in where.items() if name.startswith("concern-") and page == 1)
