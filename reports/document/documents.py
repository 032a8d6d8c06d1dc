"""Which document each kind of report is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

from monitoring.record import canonical
from monitoring.record.part import part_of
from monitoring.record.public import public as public_record
from monitoring.record.structs import Record
from reports import content
from reports.models import Kind
from reports.public_content import PUBLIC, public

from .committee import Committee
from .contents import Report
from .exceptions import ExceptionReport
from .highlights import HighlightReport
from .one_page import OnePage
from .one_page_of_report import OnePageOfReport
from .paper import Paper
from .pictures import Picture
from .plain_words import PlainWords
from .source import Source

if TYPE_CHECKING:
    from .typeset import Press


class Document(Protocol):
    """What is typeset, written for Word and shown as a web page. Its template finds it under the name `report`."""

    @property
    def template(self) -> str:
        """The template of the whole, below reports/document, without .html."""

    @property
    def record(self) -> Record:
        """What it may say, already without what is not for its readers."""

    @property
    def title(self) -> str: ...

    @property
    def warning(self) -> str:
        """What every page says of a document that is not the last word; empty otherwise."""

    @property
    def labels(self) -> dict[str, str]:
        """For each anchor what is read out of a link to it."""

    @property
    def tables(self) -> tuple[tuple[str, bytes], ...]:
        """Its tables as files, each under the name of the part that it is."""

    @property
    def layout(self) -> str:
        """The name of its layout, with a number."""

    @property
    def pictures(self) -> tuple[Picture, ...]:
        """Its charts, each as a picture by itself."""

    def fitted(self, press: Press) -> Self:
        """The same with as much in it as fits where room is limited."""


def document_of(source: Source) -> Document:
    record, checksum = canonical.decode(source.record), canonical.checksum(source.record)
    if source.content is not None:
        written = content.decode(source.content)
        if source.audience == PUBLIC:
            written = public(written)
        report = Committee(record, written, version=source.version, checksum=checksum)
        return OnePageOfReport(report) if source.kind == Kind.ONE_PAGE else report
    return _of_record(record, source, checksum)


def _of_record(record: Record, source: Source, checksum: str) -> Document:
    """A document of the record alone: of the part of it that was asked for, as its readers may have it."""
    if source.audience == PUBLIC:
        record = public_record(record)
    return OF_RECORDS[source.kind](
        part_of(record, source.scope, source.scope_name),
        version=source.version,
        checksum=checksum,
        scope_name=source.scope_name,
        audience=source.audience,
    )


OF_RECORDS: dict[str, type[Paper]] = {
    Kind.MONITORING: Report,
    Kind.HIGHLIGHT: HighlightReport,
    Kind.EXCEPTION: ExceptionReport,
    Kind.ONE_PAGE: OnePage,
    Kind.PLAIN_WORDS: PlainWords,
}
