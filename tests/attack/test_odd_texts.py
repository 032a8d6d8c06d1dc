"""Texts that no keyboard types and that people paste all the same, in every part of a written report."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import docx
import pytest
from pypdf import PdfReader

from reports.models import Audience, Edition, MonitoringReport
from reports.services.issuing import issue_one_page
from tests.attack.test_withheld import files_of, made
from tests.factories import AppendixFactory, ParagraphFactory, RecommendationFactory
from tests.reports.conftest import tell
from tests.reports.written import made_final, write

pytestmark = pytest.mark.django_db

ODD = {
    "controls": "Line\x0bbreak, page\x0cbreak, bell\x07, escape\x1b[31m, unit\x1f, delete\x7f, next\x85, \ufffe \uffff.",
    "direction": "\u202e0004£\u202c \u2066alone\u2069 \u200fright, \u200bnone, soft\u00adhyphen, \u2028line\u2029para.",
    "emoji": "Family 👨‍👩‍👧‍👦 flag 🏴󠁧󠁢󠁷󠁬󠁳󠁿 heart ❤️ old 𝔊𝔬𝔱𝔥𝔦𝔠 \U000e0041 tags.",
    "combining": "Z" + "\u0301\u0327\u0336" * 60 + " e\u0301, 각, שָׁלוֹם, مرحبا, नमस्ते, 計画.",
    "bullets": "\n".join("  " * level + f"- level {level}" for level in range(40)),
    "numbers": "\n".join("   " * level + f"1. level {level}" for level in range(40)),
    "quotes": ">" * 60 + " deep",
    "marks": "*" * 400 + "a" + "_" * 400 + "[" * 200 + "](" * 200,
    "formula": '=HYPERLINK("http://evil.example";"x")\n+1\n-1+1\n@SUM(1)\n\t=1',
    "long": "Donaudampfschifffahrts" * 200,
    "table": "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode ]]>\n```\n\n---\n\n    indented",
    "links": "[a](javascript:alert(1)) [b](data:text/html,x) <javascript:alert(1)> [c](file:///etc/passwd) [d](#p2) [[p2]]",
    "address": f"See https://northmoor.example/{'reports/' * 10}plan.",
}
SUBJECT = f"Progress\nof the \u202eplan\u202c\x0b and {'more ' * 60}"


@pytest.fixture
def files(db: None) -> dict[Audience, list[Edition]]:
    """Those of a report that says all of it, with its summary on one page."""
    told = tell()
    for odd, update in zip((ODD["address"], ODD["formula"]), told.period.updates.all(), strict=True):
        type(update).objects.filter(pk=update.pk).update(narrative=odd, next_steps=odd)
    told.freeze()
    report = write(told)
    report.subject = SUBJECT
    report.save()
    section = report.sections.first()
    for name, text in ODD.items():
        ParagraphFactory(section=section, anchor=name, text=text)
        RecommendationFactory(report=report, text=text)
        AppendixFactory(report=report, title=text[:200], text=text)
    made_final(report)
    found = made(report, by=told.coordinator)
    for asked in issue_one_page(report=report, by=told.coordinator):
        found[Audience(asked.audience)] += files_of(asked)
    return found


def test_every_file_of_a_report_is_made_of_odd_texts(files: dict[Audience, list[Edition]]):
    whole = {each.format: bytes(each.content) for each in files[Audience.FULL] if each.report.kind != "one_page"}
    pages = PdfReader(BytesIO(whole["pdf"])).pages
    word = docx.Document(BytesIO(whole["docx"]))
    cells = [cell for row in csv.reader(StringIO(whole["csv"].decode("utf-8-sig"))) for cell in row]

    assert not MonitoringReport.objects.exclude(state=MonitoringReport.State.FINISHED).exists()
    assert all("Progress of the plan" in each.extract_text() for each in pages)
    assert len(word.core_properties.title) == 255
    assert [each for each in cells if each.startswith(("=", "+", "-", "@", "\t"))] == []
    assert b"javascript:" not in whole["html"].replace(b"(javascript:", b"").replace(b"&lt;javascript:", b"")
