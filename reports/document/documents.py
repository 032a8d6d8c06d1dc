"""Which document each kind of report is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, Self

from monitoring.record import canonical
from monitoring.record.structs import Record

from .contents import Report
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

    def fitted(self, press: Press) -> Self:
        """The same with as much in it as fits where room is limited."""


def document_of(source: Source) -> Document:
    record, checksum = canonical.decode(source.record), canonical.checksum(source.record)
    return Report(record, version=source.version, checksum=checksum)
