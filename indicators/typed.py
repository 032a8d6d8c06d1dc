"""What somebody wrote where a number belongs: a number, why there is none, or words that need a question.

Nothing that is not a number is swallowed or guessed: "N/A" comes back as the question why the figure is
missing, "on target" as the question what the words are. Touches no database.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from django.utils.translation import gettext as _

# As many as a figure's columns hold.
DIGITS_BEFORE_POINT = 12
DECIMALS = 6
# What takes more than this to say is no figure.
LONGEST = 500

# The codes of indicators.models.Figure.Missing and .Qualifier.
SUPPRESSED, NOT_APPLICABLE, NOT_AVAILABLE, LOW, NOT_DUE = (
    "suppressed",
    "not_applicable",
    "not_available",
    "low",
    "not_due",
)
OVER, UNDER, ABOUT, AT_LEAST, AT_MOST = ("over", "under", "about", "at_least", "at_most")


@dataclass(frozen=True, slots=True)
class Number:
    """A number, exact unless `qualifier` says how it is not.

    `sign` is the unit that was written with it ("%", "£"), to be held against the measure's own.
    """

    value: Decimal
    qualifier: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Missing:
    """There is no number, and what was written says why beyond doubt."""

    reason: str


@dataclass(frozen=True, slots=True)
class AskWhy:
    """There is no number, and what was written does not say why: "N/A", a dash, a symbol of no known source."""

    written: str


@dataclass(frozen=True, slots=True)
class AskWords:
    """Words. Only the person can say whether they are a judgement, or what was printed instead of a number."""

    written: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Meant as a number, and could be read in more than one way or in none: a sentence says what to do."""

    written: str
    why: str


# None: nothing was written.
Reading: TypeAlias = Number | Missing | AskWhy | AskWords | Unreadable | None

# What the Department for Education prints in its open data. Another source may mean something else by a letter.
# Source: the Analysis Function's guidance on symbols in tables, as used by Explore education statistics.
SYMBOLS = {"c": SUPPRESSED, "z": NOT_APPLICABLE, "x": NOT_AVAILABLE, "k": LOW, "low": LOW}

# Written out, these mean one thing only.
REASONS = {
    "suppressed": SUPPRESSED,
    "not applicable": NOT_APPLICABLE,
    "not available": NOT_AVAILABLE,
    "not yet available": NOT_AVAILABLE,
    "rounds to nothing": LOW,
    "not due": NOT_DUE,
    "not yet due": NOT_DUE,
    "not due yet": NOT_DUE,
}

# How each is written where somebody may change it: read again, it says the same.
WRITTEN = {
    SUPPRESSED: "suppressed",
    NOT_APPLICABLE: "not applicable",
    NOT_AVAILABLE: "not available",
    LOW: "rounds to nothing",
    NOT_DUE: "not due",
}

# A figure is missing, and these do not say why.
UNEXPLAINED = frozenset(
    {
        *("n/a", "na", "n.a", "n.a.", "n\\a", "n / a", "#n/a", "#value!", "#ref!", "#div/0!", "#null!", "#num!"),
        *("n/k", "nk", "not known", "unknown", "n/d", "nd", "no data", "nodata", "no figure", "missing", "blank"),
        *("null", "nan", "tbc", "tba", "tbd", "to be confirmed", "awaited", "pending"),
        *("not provided", "not reported", "not collected", "not recorded", "no return", "not published"),
        *("-", "--", "---", "–", "—", "−", "―", "_", "*", "**", ".", "..", "...", "…", ":", "?", "??", "/", "~", "!"),
        *("c", "z", "x", "k", "low", "u", "s", "p", "r", "e", "[c]", "[z]", "[x]", "[k]", "[low]", "[u]"),
    }
)
# The Analysis Function prints its symbols in brackets.
BRACKETED = {f"[{symbol}]": reason for symbol, reason in SYMBOLS.items()}

# Nothing came out, or nothing is known: two very different things to say of a number of children.
NOTHING = frozenset({"nil", "none", "zero", "nought", "no", "nothing"})

_BEFORE = {
    OVER: (">", "over", "more than", "above", "greater than", "higher than", "exceeds"),
    UNDER: ("<", "under", "less than", "below", "fewer than", "lower than"),
    ABOUT: ("~", "≈", "about", "around", "approximately", "approx.", "approx", "roughly", "circa", "ca.", "c.", "c"),
    AT_LEAST: (">=", "≥", "=>", "at least", "no less than", "not less than", "no fewer than", "minimum of", "min."),
    AT_MOST: ("<=", "≤", "=<", "at most", "up to", "no more than", "not more than", "maximum of", "max."),
}
_AFTER = {
    AT_LEAST: ("+", "or more", "or over", "or above", "and over", "and above"),
    AT_MOST: ("or less", "or fewer", "or under", "or below", "and under", "and below"),
}

# The longest first: "no more than 5" is not "more than 5", nor ">= 5" "> = 5".
_FRONTS = sorted(((word, code) for code, words in _BEFORE.items() for word in words), key=lambda each: -len(each[0]))
_ENDS = sorted(((word, code) for code, words in _AFTER.items() for word in words), key=lambda each: -len(each[0]))

# Only the digits of our own alphabet: others would pass for numbers that a reader cannot check.
_PLAIN = re.compile(
    r"(?P<minus>[-−–+]?) ?(?P<money>[£€$]?) ?(?P<minus_after>[-−]?)(?P<digits>[0-9.,\u00a0\u2009\u202f]+)"
)
_UNKEEPABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_WHOLE = re.compile(r"[0-9]+|[1-9][0-9]{0,2}(?:(?P<group>[,\u00a0\u2009\u202f])[0-9]{3})(?:(?P=group)[0-9]{3})*")
_PERCENT = re.compile(r" ?(?:%|per ?cent)$")
_NUMBER_LIKE = re.compile(r"[-−–+(]? ?[£€$]? ?[0-9][0-9.,'’ \u00a0\u2009\u202f]*\)?")
_SHORTENED = re.compile(r"[-−–+]?[£€$]? ?[0-9][0-9.,]* ?(?:k|m|mn|bn|thousand|million|billion|e[-+]?[0-9]+)")
_FRACTION = re.compile(r"[0-9]* ?[½⅓⅔¼¾⅕⅛]|[0-9]+ ?(?:/|of|out of) ?[0-9]+")


def read(written: str, *, symbols: bool = False) -> Reading:
    """What was written in a box, or a cell, that takes a number.

    `symbols`: the source is known to use the letters c, z, x, k and "low" as official statistics do;
    without that a letter is only a question.
    """
    said = " ".join(re.split(r"[ \t\r\n]+", written.strip()))
    if not said:
        return None
    if len(said) > LONGEST or _UNKEEPABLE.search(said):
        return Unreadable(
            said[:LONGEST], _("Write a number, or at most %(number)d letters in words.") % {"number": LONGEST}
        )
    small = said.lower()
    if small in NOTHING:
        return Unreadable(said, _("Write 0 if the result was nought. If there is no result yet, write N/A."))
    if symbols and (reason := SYMBOLS.get(small) or BRACKETED.get(small)):
        return Missing(reason)
    if reason := REASONS.get(small.rstrip(".")):
        return Missing(reason)
    if small in UNEXPLAINED:
        return AskWhy(said)
    return _number(said, small)


def _number(said: str, small: str) -> Reading:
    qualifier, bare = _qualified(small)
    if qualifier is None:
        return _words_or_unreadable(said, bare)
    sign = ""
    if _PERCENT.search(bare):
        bare, sign = _PERCENT.sub("", bare), "%"
    found = _PLAIN.fullmatch(bare)
    if found is None:
        return _words_or_unreadable(said, bare)
    if money := found["money"]:
        if sign:
            return Unreadable(said, _("Write either an amount of money or a percentage."))
        sign = money
    if found["minus"] and found["minus_after"]:
        return Unreadable(said, _("Write one minus sign only."))
    digits = _digits(said, found["digits"])
    if isinstance(digits, Unreadable):
        return digits
    negative = (found["minus"] or found["minus_after"]) not in ("", "+")
    # No negative nothing.
    value = -digits if negative and digits else digits
    return Number(value, qualifier, sign)


def _qualified(small: str) -> tuple[str | None, str]:
    """How a number is not exact, and what is left without those words. None where two of them disagree."""
    found = []
    for word, code in _FRONTS:
        if small.startswith(word) and _stands_alone(word, small[len(word) : len(word) + 1]):
            found.append(code)
            small = small[len(word) :].lstrip()
            break
    for word, code in _ENDS:
        if small.endswith(word) and (word == "+" or small[: -len(word)].endswith(" ")):
            found.append(code)
            small = small[: -len(word)].rstrip()
            break
    if len(found) > 1:
        return None, small
    return (found[0] if found else ""), small


def _stands_alone(word: str, following: str) -> bool:
    """Whether a word ends here; "c20" and ">20" are written close, "overt" is not "over"."""
    return not (word[-1].isalpha() and following.isalpha())


def _digits(said: str, written: str) -> Decimal | Unreadable:
    """The number that digits, points and commas make in Britain, where they make only one."""
    whole, point, decimals = written.partition(".")
    if not decimals and (point or not whole):
        return Unreadable(said, _("Write the figures after the point, or leave the point out."))
    if not (decimals.isdigit() or not point) or not _WHOLE.fullmatch(whole or "0"):
        return Unreadable(
            said,
            _(
                "Write “%(written)s” with a full stop before the decimals, and commas only between thousands: "
                "1,234.5. As it stands, it could be read in more than one way."
            )
            % {"written": said},
        )
    if decimals.rstrip("0")[DECIMALS:]:
        return Unreadable(said, _("Write no more than %(number)d decimals.") % {"number": DECIMALS})
    plain = re.sub(r"[^0-9]", "", whole).lstrip("0") or "0"
    if len(plain) > DIGITS_BEFORE_POINT:
        return Unreadable(
            said, _("Write no more than %(number)d figures before the point.") % {"number": DIGITS_BEFORE_POINT}
        )
    return Decimal(f"{plain}.{decimals[:DECIMALS]}" if decimals else plain)


def _words_or_unreadable(said: str, bare: str) -> AskWords | Unreadable:
    """What no number was made of: words, unless it was plainly meant as a number."""
    if _SHORTENED.fullmatch(bare):
        return Unreadable(said, _("Write the number in full: 1,200,000 and not 1.2m."))
    if _FRACTION.fullmatch(bare):
        return Unreadable(
            said, _("Write the result as one number with decimals. The numbers it is made of have boxes of their own.")
        )
    if _NUMBER_LIKE.fullmatch(bare):
        return Unreadable(
            said,
            _(
                "Write one number without spaces, such as 1,234.5 or -3. "
                "“%(written)s” could be read in more than one way."
            )
            % {"written": said},
        )
    return AskWords(said)


def from_cell(value: Decimal | float) -> Number | Unreadable:
    """The number of a spreadsheet's cell, which keeps more decimals than anybody wrote: rounded to six."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    if not exact.is_finite() or exact.adjusted() >= DIGITS_BEFORE_POINT:
        return Unreadable(
            str(value), _("Write no more than %(number)d figures before the point.") % {"number": DIGITS_BEFORE_POINT}
        )
    rounded = exact.quantize(Decimal(1).scaleb(-DECIMALS)).normalize()
    # Never 1E+2, never -0.
    plain = rounded.quantize(Decimal(1)) if rounded == rounded.to_integral_value() else rounded
    return Number(plain or Decimal(0))
