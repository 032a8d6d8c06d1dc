"""A file as it was sent: which kind it is, and its sheets."""

from __future__ import annotations

from django.utils.translation import gettext as _

from indicators.importing.csv_files import read_csv
from indicators.importing.sheets import LARGEST_FILE, Sheet, Unreadable
from indicators.importing.xlsx_files import read_xlsx, sheet_names

_ZIP = b"PK\x03\x04"
_BEGINNINGS = (
    (b"\xd0\xcf\x11\xe0", "old"),
    (b"%PDF", "pdf"),
    (b"PK\x05\x06", "empty"),
)


def names_of_sheets(content: bytes) -> list[str]:
    """The sheets to choose from; a CSV file has one, without a name. Raises Unreadable."""
    _guard(content)
    return sheet_names(content) if content.startswith(_ZIP) else [""]


def read_sheet(content: bytes, *, name: str = "") -> Sheet:
    """One sheet of a file, by default the first. Raises Unreadable."""
    _guard(content)
    sheet = read_xlsx(content, sheet=name) if content.startswith(_ZIP) else read_csv(content)
    if not sheet.rows:
        raise Unreadable(_("There is nothing in it."))
    return sheet


def _guard(content: bytes) -> None:
    if not content.strip():
        raise Unreadable(_("The file is empty."))
    if len(content) > LARGEST_FILE:
        raise Unreadable(
            _("The file is larger than %(size)d MB. Leave out what is not needed, or bring it in in parts.")
            % {"size": LARGEST_FILE // (1024 * 1024)}
        )
    for beginning, kind in _BEGINNINGS:
        if content.startswith(beginning):
            raise Unreadable(_sentence(kind))
    start = content[:1000].lstrip().lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<?xml", b"<workbook")):
        raise Unreadable(_("This is a web page or an XML file. Save it as an Excel workbook (.xlsx) or as CSV."))


def _sentence(kind: str) -> str:
    return {
        "old": _("This is an old Excel file (.xls), or one with a password. Save it as .xlsx without a password."),
        "pdf": _("This is a PDF file. Figures can be read from an Excel workbook (.xlsx) or CSV."),
        "empty": _("There is nothing in it."),
    }[kind]
