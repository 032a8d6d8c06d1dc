"""Handing out an issued file, whoever asks for it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag

from reports.models import Edition, MonitoringReport
from reports.naming import file_name
from reports.web_page import allowed_by

_TYPES = {
    Edition.Format.PDF: "application/pdf",
    Edition.Format.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Edition.Format.CSV: "text/csv; charset=utf-8",
    Edition.Format.HTML: "text/html; charset=utf-8",
    Edition.Format.PNG: "image/png",
}


def served(
    request: HttpRequest, report: MonitoringReport, edition: Edition, *, has_both: bool, for_everybody: bool = False
) -> HttpResponseBase:
    """One file, or that it has not changed. `has_both` as in `file_name`.

    It is asked for again each time, so that who may no longer have it does not; but the bytes are sent once.
    """
    is_page = edition.format == Edition.Format.HTML
    etag = quote_etag(edition.sha256)
    headers = {
        "ETag": etag,
        "Cache-Control": f"{'public' if for_everybody else 'private'}, no-cache",
        "X-Content-Type-Options": "nosniff",
        # A page is read where it is; every other file is kept.
        "Content-Disposition": content_disposition_header(
            as_attachment=not is_page, filename=file_name(report, edition, has_both=has_both)
        )
        or "",
    }
    if is_page:
        # Not that of our own pages, which lets scripts and files of ours in. Also with the answer that nothing has
        # changed: a browser takes the policy of what it kept from there.
        headers["Content-Security-Policy"] = f"{allowed_by(bytes(edition.content))}; frame-ancestors 'none'"
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None or response.status_code != 304:
        response = HttpResponse(bytes(edition.content), content_type=_TYPES[Edition.Format(edition.format)])
    for name, value in headers.items():
        response[name] = value
    return response


# What most people come for first: to hand round, to read here, to work with.
_ORDER = [Edition.Format.PDF, Edition.Format.HTML, Edition.Format.WORD, Edition.Format.CSV, Edition.Format.PNG]


def in_order(edition: Edition) -> tuple[int, str]:
    return _ORDER.index(Edition.Format(edition.format)), edition.part
