"""From a file to the structs of a plan document, naming every mistake on the way.

msgspec itself stops at the first mistake and knows no lines. So its description of the structs is
walked here, and each value is checked against the type that stands at its place. Text is taken as it
is written: `ref: 1.10`, `letter: N` and `due: 2026` stay what they are, whatever YAML would make of them.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from functools import cache
from typing import Any, Final

import msgspec.inspect as types
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from msgspec import NODEFAULT

from monitoring.plan_document import sources
from monitoring.plan_document.mistakes import Mistake, MistakesInDocument
from monitoring.plan_document.sources import Fields, Items, Scalar, Source
from monitoring.plan_document.structs import DUE, PlanDocument
from partnership.due_reading import read_due


@dataclass(frozen=True, slots=True)
class Reading:
    """A document that could be read, and the line on which each of its places stands."""

    document: PlanDocument
    lines: Mapping[str, int | None] = field(default_factory=dict)

    def mistake(self, place: str, what: str) -> Mistake:
        """A mistake at a place, or at the nearest part around it that stands in the file."""
        around = place
        while around and around not in self.lines:
            around = around[: max(around.rfind("."), around.rfind("["), 0)]
        return Mistake(self.lines.get(around), place, what)


def read(data: bytes, *, name: str) -> Reading:
    """Read a plan document from the bytes of a file called `name`. Raises MistakesInDocument."""
    walk = _Walk()
    value = walk.value(_document_type(), sources.parse(data, name=name), "")
    if walk.mistakes:
        raise MistakesInDocument(walk.mistakes)
    return Reading(value, walk.lines)


@cache
def _document_type() -> types.Type:
    return types.type_info(PlanDocument)


#: Stands for a value that could not be read, so that the walk can go on.
WRONG: Final[Any] = object()


class _Walk:
    def __init__(self) -> None:
        self.mistakes: list[Mistake] = []
        self.lines: dict[str, int | None] = {}

    def wrong(self, line: int | None, place: str, what: str) -> Any:
        self.mistakes.append(Mistake(line, place, what))
        return WRONG

    def value(self, kind: types.Type, source: Source, place: str) -> Any:
        """The value of this type that `source` stands for, or WRONG with a mistake noted."""
        self.lines[place] = source.line
        kind, due = _plain(kind)
        nothing = isinstance(source, Scalar) and source.kind == "nothing"
        if isinstance(kind, types.UnionType):
            if nothing:
                return None
            (inner,) = (part for part in kind.types if not isinstance(part, types.NoneType))
            kind, inner_due = _plain(inner)
            due = due or inner_due
        elif nothing:
            return self.wrong(source.line, place, _("Nothing is written here. %s") % _wanted(kind))
        match kind:
            case types.StructType():
                return self.struct(kind, source, place)
            case types.VarTupleType():
                return self.items(kind, source, place)
            case types.DictType():
                return self.words(kind, source, place)
        if not isinstance(source, Scalar):
            return self.wrong(source.line, place, _mismatch(source, kind))
        return self.scalar(kind, source, place, due=due)

    def struct(self, kind: types.StructType, source: Source, place: str) -> Any:
        if not isinstance(source, Fields):
            return self.wrong(source.line, place, _mismatch(source, kind))
        known = {part.encode_name: part for part in kind.fields}
        values: dict[str, Any] = {}
        for entry in source.fields:
            inside = f"{place}.{entry.name}" if place else entry.name
            if entry.name not in known:
                self.wrong(entry.line, inside, _unknown(entry.name, known))
            elif entry.name in values:
                self.wrong(entry.line, inside, _("“%s” is already given here. Keep one of the two.") % entry.name)
            else:
                values[entry.name] = self.value(known[entry.name].type, entry.value, inside)
                self.lines[inside] = entry.line
        for name, part in known.items():
            if part.default is NODEFAULT and part.default_factory is NODEFAULT and name not in values:
                values[name] = self.wrong(source.line, place, _missing(name, part.type))
        return WRONG if any(value is WRONG for value in values.values()) else kind.cls(**values)

    def items(self, kind: types.VarTupleType, source: Source, place: str) -> Any:
        if not isinstance(source, Items):
            return self.wrong(source.line, place, _mismatch(source, kind))
        if kind.min_length and len(source.items) < kind.min_length:
            return self.wrong(source.line, place, _("This list is empty. It needs at least one entry."))
        values = tuple(
            self.value(kind.item_type, item, f"{place}[{number}]") for number, item in enumerate(source.items)
        )
        return WRONG if any(value is WRONG for value in values) else values

    def words(self, kind: types.DictType, source: Source, place: str) -> Any:
        if not isinstance(source, Fields):
            return self.wrong(source.line, place, _mismatch(source, kind))
        values: dict[str, Any] = {}
        for entry in source.fields:
            inside = f"{place}.{entry.name}"
            if entry.name in values:
                self.wrong(entry.line, inside, _("“%s” is already given here. Keep one of the two.") % entry.name)
            if re.search(_UNSTORABLE, entry.name):
                self.wrong(entry.line, place, _("A name holds a character that cannot be stored. Type it anew."))
            values[entry.name] = self.value(kind.value_type, entry.value, inside)
        return WRONG if any(value is WRONG for value in values.values()) else values

    def scalar(self, kind: types.Type, source: Scalar, place: str, *, due: bool) -> Any:
        try:
            value = _scalar(kind, source)
            if due:
                read_due(value)
        except ValueError as error:
            return self.wrong(source.line, place, str(error))
        return value


def _plain(kind: types.Type) -> tuple[types.Type, bool]:
    """A type without its descriptions, and whether it has to be readable as a date."""
    due = False
    while isinstance(kind, types.Metadata):
        due = due or bool((kind.extra or {}).get(DUE))
        kind = kind.type
    return kind, due


def _scalar(kind: types.Type, source: Scalar) -> Any:
    """Raises ValueError with a sentence."""
    match kind:
        case types.StrType():
            return _text(kind, source)
        case types.BoolType():
            return _truth(source)
        case types.IntType():
            return _whole_number(kind, source)
        case types.DecimalType():
            return _number(source)
        case types.DateType():
            return _day(source)
        case types.LiteralType():
            if source.text not in kind.values:
                raise ValueError(_not_one_of(source.text, [str(value) for value in kind.values]))
            return source.text
    raise TypeError(f"structs.py has a kind of field that the reader does not know: {kind!r}")


def _truth(source: Scalar) -> bool:
    if source.kind != "boolean" or source.text.lower() not in _TRUTHS:
        raise ValueError(_("“%s” is neither true nor false.") % source.text)
    return _TRUTHS[source.text.lower()]


def _number(source: Scalar) -> Decimal:
    try:
        number = Decimal(source.text)
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite():
        raise ValueError(_("“%s” is not a number. Write digits, with a point before decimals: 67.2.") % source.text)
    return number


def _day(source: Scalar) -> date:
    try:
        # Python would also take week dates and dates without hyphens, which nobody means here.
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", source.text):
            return date.fromisoformat(source.text)
    except ValueError:
        pass
    raise ValueError(_("“%s” is not a day. Write year, month and day: 2026-09-30.") % source.text)


#: What PostgreSQL takes for no text, and what UTF-8 cannot write. JSON can spell both.
_UNSTORABLE = "[\x00\ud800-\udfff]"

_TRUTHS = {"true": True, "false": False, "yes": True, "no": False, "on": True, "off": False}


def _text(kind: types.StrType, source: Scalar) -> str:
    text = source.text.strip()
    if re.search(_UNSTORABLE, text):
        raise ValueError(_("This text holds a character that cannot be stored. Type the text anew."))
    if not text and (kind.min_length or kind.pattern):
        raise ValueError(_("This text is empty. Write it, or leave the field out if it may be."))
    if kind.max_length is not None and len(text) > kind.max_length:
        raise ValueError(
            _("This text is %(length)d characters long; at most %(most)d fit.")
            % {"length": len(text), "most": kind.max_length}
        )
    if kind.pattern is not None and not re.search(kind.pattern, text):
        raise ValueError(_PATTERNS[kind.pattern] % text)
    return text


# What a text of each pattern in structs.py should look like.
_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": gettext_lazy(
        "“%s” cannot be a key. Use small letters, digits and single hyphens, such as head-of-early-years."
    ),
    r"^[A-Za-z0-9_-]+$": gettext_lazy(
        "“%s” cannot be a code. Use letters, digits, hyphens and underlines, such as on_track."
    ),
    r"^[^@\s]+@[^@\s]+\.[^@\s]+$": gettext_lazy("“%s” is not an e-mail address."),
    r"^(https?://\S+)?$": gettext_lazy("“%s” is not a web address. It begins with https://."),
}


def _whole_number(kind: types.IntType, source: Scalar) -> int:
    if not re.fullmatch(r"-?\d+", source.text):
        raise ValueError(_("“%s” is not a whole number.") % source.text)
    number = int(source.text)
    low, high = kind.ge, kind.le
    # Columns end somewhere, so every count of structs.py does.
    assert low is not None
    assert high is not None
    if not low <= number <= high:
        raise ValueError(
            _("%(number)d is out of range. It lies between %(low)d and %(high)d.")
            % {"number": number, "low": low, "high": high}
        )
    return number


def _not_one_of(text: str, known: list[str]) -> str:
    return _("“%(text)s” is not one of %(known)s.%(hint)s") % {
        "text": text,
        "known": ", ".join(known),
        "hint": did_you_mean(text, known),
    }


def did_you_mean(text: str, known: Iterable[str]) -> str:
    """A sentence, after a space, that names the nearest known word; empty when none is near."""
    near = get_close_matches(text, list(known), n=1)
    return " " + _("Did you mean “%s”?") % near[0] if near else ""


def _unknown(name: str, known: Iterable[str]) -> str:
    return _("There is no field “%(name)s” here.%(hint)s") % {
        "name": name,
        "hint": did_you_mean(name, known) or " " + _("The fields are %s.") % ", ".join(known),
    }


def _missing(name: str, kind: types.Type) -> str:
    description = _description(kind)
    return _("“%s” is missing.") % name + (f" {description}" if description else "")


def _description(kind: types.Type) -> str:
    if isinstance(kind, types.Metadata):
        return str((kind.extra_json_schema or {}).get("description", ""))
    return ""


def _mismatch(source: Source, kind: types.Type) -> str:
    found = {
        Items: _("a list"),
        Fields: _("a part with fields"),
        Scalar: _("a single value"),
    }[type(source)]
    return _("%(found)s stands here. %(wanted)s") % {"found": found.capitalize(), "wanted": _wanted(kind)}


def _wanted(kind: types.Type) -> str:
    match kind:
        case types.VarTupleType():
            return _("A list is wanted: each entry on a line of its own, after a hyphen.")
        case types.StructType() | types.DictType():
            return _("Fields are wanted, each with its name and a colon.")
        case _:
            return _("A single value is wanted.")
