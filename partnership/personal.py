"""What in a text may point at a child: few children, one child's age, a date of birth, a number or a postcode."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from partnership.few_children import ages, few_children

DEFAULT_THRESHOLD = 5


class Kind(models.TextChoices):
    FEW = "small_number", _("A small number of children")
    AGE = "age", _("The age of one child")
    BORN = "date_of_birth", _("A date of birth")
    NHS = "nhs_number", _("An NHS number")
    UPN = "pupil_number", _("A unique pupil number")
    POSTCODE = "postcode", _("A postcode")


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of a text, from `start` to `end`, that may point at a child."""

    kind: Kind
    start: int
    end: int
    words: str
    # The children without their number; empty where the text does not name them there.
    whom: str = ""

    @property
    def key(self) -> tuple[str, str]:
        """By which the same words are known again."""
        return self.kind, self.words.casefold()

    @property
    def sentence(self) -> str:
        """What the writer is told, and how the words could be put instead."""
        said = {"words": self.words, "whom": self.whom}
        if self.kind == Kind.FEW and not self.whom:
            return (
                _now("“%(words)s” could tell who they are. Write “a small number”, or say below why it cannot.") % said
            )
        return SENTENCES[self.kind] % said


SENTENCES = {
    Kind.FEW: _("“%(words)s” could tell who they are. Write “a small number of %(whom)s”, or say below why it cannot."),
    Kind.AGE: _("“%(words)s” could tell who it is. Leave the age out, or say below why it cannot."),
    Kind.BORN: _("“%(words)s” is a date of birth. Take it out, or say below why it cannot point at a child."),
    Kind.NHS: _("“%(words)s” looks like an NHS number. Take it out, or say below why it cannot point at a child."),
    Kind.UPN: _("“%(words)s” looks like a pupil’s number. Take it out, or say below why it cannot point at a child."),
    Kind.POSTCODE: _("“%(words)s” is a whole postcode. Take it out, or say below whose it is."),
}


def findings(text: str, *, threshold: int = DEFAULT_THRESHOLD) -> list[Finding]:
    """What in `text` may point at a child, in its order. `threshold` is the least number of children that may be told.

    Where two overlap, the one that begins first is told, and of those the longer.
    """
    found = sorted(_all(text, threshold), key=lambda each: (each.start, -each.end))
    told: list[Finding] = []
    for each in found:
        if not told or each.start >= told[-1].end:
            told.append(each)
    return told


def _all(text: str, threshold: int) -> Iterator[Finding]:
    for few in few_children(text, below=threshold):
        yield Finding(Kind.FEW, few.start, few.end, _quoted(text, few.start, few.end), few.whom)
    spans = {
        Kind.AGE: ages(text),
        Kind.BORN: _dates_of_birth(text),
        Kind.NHS: _nhs_numbers(text),
        Kind.UPN: _pupil_numbers(text),
        Kind.POSTCODE: _postcodes(text),
    }
    for kind, places in spans.items():
        for start, end in places:
            yield Finding(kind, start, end, _quoted(text, start, end))


def _quoted(text: str, start: int, end: int) -> str:
    """The words on one line, without light markup and quotation marks of their own."""
    return " ".join(re.sub(r"[*_`~“”\"]", "", text[start:end]).split())


# --- Dates of birth ------------------------------------------------------------------------------

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_BORN = re.compile(
    r"(?<!\w)(?:d\.? ?o\.? ?b\.?|date of birth|birth ?day|birth ?date|born)(?!\w)"
    r"[ \t]{0,3}(?:is|was|on(?: the)?|of)?[ \t]{0,3}[:=–-]?[ \t]{0,3}"
    rf"(?:\d{{1,4}}[./-]\d{{1,2}}[./-]\d{{1,4}}|{_DAY}(?: of)? {_MONTH}(?:,? \d{{2,4}})?"
    rf"|{_MONTH} {_DAY}(?:,? \d{{4}})?)"
    r"(?!\w)",
    re.IGNORECASE,
)


def _dates_of_birth(text: str) -> Iterator[tuple[int, int]]:
    for found in _BORN.finditer(text):
        yield found.span()


# --- Numbers of people ---------------------------------------------------------------------------

_NHS = re.compile(r"(?<![\w.£$€+/-])(?<!\+\d\d )[0-9]{3}([ -]?)[0-9]{3}\1[0-9]{4}(?![\w%]|[.,/-][0-9])")
_UPN = re.compile(r"(?<!\w)([A-HJ-NP-RT-Z])([0-9]{11})([0-9A-HJ-NP-RT-Z])(?!\w)", re.IGNORECASE)
_UPN_LETTERS = "ABCDEFGHJKLMNPQRTUVWXYZ"


def _nhs_numbers(text: str) -> Iterator[tuple[int, int]]:
    """Ten digits whose last is the check digit. Source: NHS data dictionary, NHS number."""
    for found in _NHS.finditer(text):
        digits = [int(each) for each in found[0] if each.isdigit()]
        check = -sum(digit * (10 - place) for place, digit in enumerate(digits[:9])) % 11
        if check == digits[9] and len(set(digits)) > 1:
            yield found.span()


def _pupil_numbers(text: str) -> Iterator[tuple[int, int]]:
    """A check letter and twelve digits, the last of which is a letter as long as the number is temporary.

    Source: Department for Education, unique pupil numbers; Common Basic Data Set.
    """
    for found in _UPN.finditer(text):
        letter, digits, last = found[1].upper(), found[2], found[3].upper()
        values = [*map(int, digits), int(last) if last.isdigit() else _UPN_LETTERS.index(last)]
        remainder = sum(place * value for place, value in enumerate(values, start=2)) % len(_UPN_LETTERS)
        if _UPN_LETTERS[remainder] == letter:
            yield found.span()


# --- Postcodes -----------------------------------------------------------------------------------

_AREAS = (
    "AB|AL|BA|BB|BD|BF|BH|BL|BN|BR|BS|BT|B|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|EC|EH|EN|EX|E|FK|FY|"
    "GL|GU|GY|G|HA|HD|HG|HP|HR|HS|HU|HX|IG|IM|IP|IV|JE|KA|KT|KW|KY|LA|LD|LE|LL|LN|LS|LU|L|ME|MK|ML|M|NE|NG|NN|NP|NR|NW|"
    "N|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|S|TA|TD|TF|TN|TQ|TR|TS|TW|UB|WA|WC|WD|"
    "WF|WN|WR|WS|WV|W|YO|ZE"
)
_INWARD = "[0-9][ABD-HJLNP-UW-Z]{2}"
_POSTCODE = re.compile(
    rf"(?<!\w)(?:(?:{_AREAS})[0-9][0-9A-HJKMNPR-Y]? ?{_INWARD}"
    # In small letters only with its space, and no "s1 2nd" or "p1 1st".
    rf"|(?:{_AREAS.lower()})[0-9][0-9a-hjkmnpr-y]? (?![0-9](?:st|nd|rd|th)\b){_INWARD.lower()})(?!\w)"
)


def _postcodes(text: str) -> Iterator[tuple[int, int]]:
    """Whole ones: the first half alone names a town."""
    for found in _POSTCODE.finditer(text):
        yield found.span()
