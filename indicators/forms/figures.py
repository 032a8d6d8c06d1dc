"""Reading what was typed into the grid of figures: each box read, asked about or doubted by itself."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import Any

from django.utils.translation import gettext as _

from indicators import typed
from indicators.doubts import Doubt, Measured, doubts
from indicators.grid import Box, Line, box_text, number_text
from indicators.models import Figure
from indicators.said import NOTHING_SEEN, Said
from partnership.asking import WHY_LENGTH, found_in

# 12-value: of measure 12; 12.3.Girls-value: of one of its parts.
NAMED = re.compile(
    r"(?P<box>[0-9]{1,9}(?:\.[0-9]{1,9}\..{1,120})?)-"
    r"(?P<field>value|numerator|denominator|status|note|why|missing|words|sure|seen|shown)",
    re.DOTALL,
)
CONTENT = ("value", "numerator", "denominator", "status", "note", "why")
# What stands in a box and is not stored anywhere is new whenever it comes back.
NOT_STORED = "new"
LONGEST_NOTE = 2000

JUDGEMENT, AS_PRINTED = ("judgement", "as_printed")


@dataclass(frozen=True, slots=True)
class Typed:
    """What was posted about one box. `is_new`: it is something else than what the page showed when it was made."""

    content: Mapping[str, str]
    missing: str = ""
    words: str = ""
    sure: str = ""
    seen: int = NOTHING_SEEN
    is_new: bool = False

    def __getitem__(self, name: str) -> str:
        return self.content.get(name, "")


def typed_boxes(data: Mapping[str, Any]) -> dict[str, Typed]:
    """What was posted, by the name of each box."""
    found: dict[str, dict[str, str]] = {}
    for name, text in data.items():
        if named := NAMED.fullmatch(name):
            found.setdefault(named["box"], {})[named["field"]] = str(text).replace("\x00", "").strip()
    return {box: _typed(posted) for box, posted in found.items()}


def _typed(posted: Mapping[str, str]) -> Typed:
    content = {name: posted[name] for name in CONTENT if posted.get(name)}
    seen = posted.get("seen", "")
    return Typed(
        content,
        missing=posted.get("missing", ""),
        words=posted.get("words", ""),
        sure=posted.get("sure", ""),
        seen=int(seen) if re.fullmatch("[0-9]{1,5}", seen) else NOTHING_SEEN,
        is_new=posted.get("shown", mark_of({})) != mark_of(content),
    )


def mark_of(content: Mapping[str, str]) -> str:
    """A short mark by which the same content is known again; the final status says nothing by itself."""
    said = sorted(
        (name, text) for name, text in content.items() if text and (name, text) != ("status", Figure.Status.FINAL)
    )
    return sha256(json.dumps(said).encode()).hexdigest()[:10] if said else ""


def content_of(figure: Figure | None) -> dict[str, str]:
    """What the fields of a box hold for a figure that is kept."""
    if figure is None:
        return {}
    return {
        "value": box_text(figure),
        "numerator": number_text(figure.numerator),
        "denominator": number_text(figure.denominator),
        "status": figure.status,
        "note": figure.note,
        "why": figure.note_kept_because,
    }


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one box: `said` where it can be written, else what stands in its way.

    `asks` is "why" (it is missing) or "words" (what they are). `asks_why`: words of the note may point at a child.
    `doubts` are confirmed with `sure`.
    """

    said: Said | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    asks: str = ""
    asks_why: bool = False
    doubts: Sequence[Doubt] = ()

    @property
    def sure(self) -> str:
        """What somebody confirms who saves all the same: these doubts and no others."""
        return sha256("\n".join(each.text for each in self.doubts).encode()).hexdigest()[:12]


def judge(box: Box, line: Line, given: Typed, *, today: date) -> Verdict:
    """Read one box that somebody filled in or changed."""
    errors: dict[str, str] = {}
    numerator = _part(given["numerator"], "numerator", errors)
    denominator = _part(given["denominator"], "denominator", errors)
    if len(given["note"]) > LONGEST_NOTE:
        errors["note"] = _("Write no more than %(number)d letters.") % {"number": LONGEST_NOTE}
    if len(given["why"]) > WHY_LENGTH:
        errors["why"] = _("Write no more than %(number)d letters.") % {"number": WHY_LENGTH}
    read = typed.read(given["value"])
    # What is kept as it was typed is read by others as a note is.
    words = {"note": given["note"], "value": read.written if isinstance(read, typed.AskWords) else ""}
    found = {name: found_in(text) for name, text in words.items()}
    asks_why = any(found.values())
    for name, each in found.items():
        if each and not given["why"]:
            errors.setdefault(name, " ".join(dict.fromkeys(one.sentence for one in each)))
    if given["status"] and given["status"] not in Figure.Status.values:
        errors["status"] = _("Choose one of these.")
    if read is None:
        errors["value"] = _why_not_empty(box, line.measured, numerator, denominator)
    elif isinstance(read, typed.Unreadable):
        errors["value"] = read.why
    if errors:
        return Verdict(errors=errors, asks_why=asks_why)
    result = _result(read, given, box)
    if isinstance(result, str):
        return Verdict(asks=result)
    current = box.current
    said = Said(
        indicator_pk=box.indicator.pk,
        dimension_pk=box.dimension.pk if box.dimension else None,
        category=box.category,
        period_label=box.period.label,
        # A period may be known by its name only.
        period_ends_on=None if box.period.last_day == date.max else box.period.last_day,
        numerator=numerator,
        denominator=denominator,
        # A choice that was left as it stood is nobody's word about the new number.
        status="" if current and given["status"] == current.status else given["status"],
        note=None if given["note"] == (current.note if current else "") else given["note"],
        note_kept_because=given["why"] if asks_why else "",
        seen=given.seen,
        **result,
    )
    doubted = _doubts(said, read, box, line, today=today)
    verdict = Verdict(said=said, doubts=doubted)
    return Verdict(said=said) if doubted and given.sure == verdict.sure else verdict


def _result(read: typed.Reading, given: Typed, box: Box) -> dict[str, Any] | str:
    """What the box says in the fields of a figure, or what has to be asked first."""
    if isinstance(read, typed.Number):
        return {"value": read.value, "qualifier": read.qualifier}
    if isinstance(read, typed.Missing):
        return {"missing": read.reason}
    if isinstance(read, typed.AskWhy):
        return {"missing": given.missing} if given.missing in Figure.Missing.values else "why"
    assert isinstance(read, typed.AskWords)
    if given.words in Figure.Missing.values:
        return {"missing": given.words, "as_printed": read.written}
    if given.words in Figure.Direction.values:
        return {"direction": given.words, "as_printed": read.written}
    if given.words in (JUDGEMENT, AS_PRINTED):
        return {given.words: read.written}
    return _as_before(read.written, box.current) or "words"


def _as_before(written: str, current: Figure | None) -> dict[str, Any]:
    """Words that were explained when they were entered, and only stand there again."""
    if current is None or current.value is not None or current.missing or written != box_text(current):
        return {}
    texts = {name: getattr(current, name) or None for name in (JUDGEMENT, AS_PRINTED, "reported_rating")}
    return {"direction": current.direction, **texts}


def _part(written: str, name: str, errors: dict[str, str]) -> Decimal | None:
    read = typed.read(written)
    if read is None:
        return None
    if isinstance(read, typed.Number) and not read.qualifier and not read.sign:
        return read.value
    errors[name] = read.why if isinstance(read, typed.Unreadable) else _("Write a number, or leave it empty.")
    return None


def _why_not_empty(box: Box, measured: Measured, numerator: Decimal | None, denominator: Decimal | None) -> str:
    if box.current is not None:
        return _("What was entered stays on the record. Write the right figure, or N/A if there is none.")
    if numerator is not None and denominator and (made := measured.share(numerator, denominator)) is not None:
        return _("Write the result too: these two make %(made)s.") % {"made": measured.shown(made)}
    return _("Write the result, or N/A if there is none.")


def _doubts(said: Said, read: typed.Reading, box: Box, line: Line, *, today: date) -> tuple[Doubt, ...]:
    current = box.current
    unchanged = current is not None and (said.value, said.qualifier) == (current.value, current.qualifier)
    if unchanged and said.numerator is None and said.denominator is None:
        return ()
    sign = read.sign if isinstance(read, typed.Number) else ""
    return doubts(said, line.measured, box.series, sign=sign, today=today)
