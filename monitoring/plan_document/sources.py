"""A file as its author wrote it: text, lists and fields, each with its line. YAML or JSON."""

import json
from dataclasses import dataclass
from typing import Any

import yaml
from django.utils.translation import gettext as _

from monitoring.plan_document.mistakes import Mistake, MistakesInDocument

# Written in C where the wheel has it: a plan with all its history is some thousand lines.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

#: Deeper than any document; a file that names itself would never end.
DEEPEST = 30


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value. `kind` is text, number, boolean or nothing; `text` is what stands in the file.

    YAML takes `1.10` for a number and `on` for a truth; whoever knows what is wanted here decides.
    """

    line: int | None
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Items:
    line: int | None
    items: tuple["Source", ...]


@dataclass(frozen=True, slots=True)
class Field:
    line: int | None
    name: str
    value: "Source"


@dataclass(frozen=True, slots=True)
class Fields:
    line: int | None
    fields: tuple[Field, ...]


Source = Scalar | Items | Fields


def parse(data: bytes, *, name: str) -> Source:
    """Read YAML, or JSON where `name` ends in .json (whose places have no lines). Raises MistakesInDocument."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise _unreadable(line, _("This is not UTF-8 text. Save the file as UTF-8.")) from None
    return _parse_json(text) if name.lower().endswith(".json") else _parse_yaml(text)


def _unreadable(line: int | None, what: str) -> MistakesInDocument:
    return MistakesInDocument([Mistake(line, "", what)])


def _parse_yaml(text: str) -> Source:
    try:
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else None
        problem = {"problem": error.problem or error.context or "?"}
        raise _unreadable(
            line, _("This is not YAML (%(problem)s). Check indentation, colons and quotes.") % problem
        ) from None
    except yaml.YAMLError as error:
        raise _unreadable(None, _("This is not YAML (%(problem)s).") % {"problem": error}) from None
    if node is None:
        raise _unreadable(None, _("The file is empty."))
    return _from_yaml(node, 0, {})


_KINDS = {
    "tag:yaml.org,2002:null": "nothing",
    "tag:yaml.org,2002:bool": "boolean",
    "tag:yaml.org,2002:int": "number",
    "tag:yaml.org,2002:float": "number",
}


def _from_yaml(node: yaml.Node, depth: int, known: dict[int, Source]) -> Source:
    """`known` holds what was read already: a part that is named many times is read once."""
    line = node.start_mark.line + 1
    if depth > DEEPEST:
        raise _unreadable(line, _("This is nested more deeply than any plan document."))
    if id(node) in known:
        return known[id(node)]
    source: Source
    match node:
        case yaml.MappingNode():
            source = Fields(
                line,
                tuple(
                    Field(key.start_mark.line + 1, _name(key), _from_yaml(value, depth + 1, known))
                    for key, value in node.value
                ),
            )
        case yaml.SequenceNode():
            source = Items(line, tuple(_from_yaml(item, depth + 1, known) for item in node.value))
        case _:
            source = Scalar(line, _KINDS.get(node.tag, "text"), node.value)
    known[id(node)] = source
    return source


def _name(key: yaml.Node) -> str:
    return key.value if isinstance(key, yaml.ScalarNode) else "?"


class _Pairs(list[tuple[str, Any]]):
    """A JSON object with its fields in order, repeated ones included."""


def _parse_json(text: str) -> Source:
    try:
        value = json.loads(
            text, object_pairs_hook=_Pairs, parse_float=_Written, parse_int=_Written, parse_constant=_Written
        )
    except json.JSONDecodeError as error:
        problem = {"problem": error.msg}
        raise _unreadable(error.lineno, _("This is not JSON (%(problem)s).") % problem) from None
    except RecursionError:
        raise _unreadable(None, _("This is nested more deeply than any plan document.")) from None
    return _from_json(value)


class _Written(str):
    """A JSON number as it is written."""

    __slots__ = ()


def _from_json(value: Any) -> Source:
    match value:
        case _Pairs():
            return Fields(None, tuple(Field(None, name, _from_json(part)) for name, part in value))
        case list():
            return Items(None, tuple(map(_from_json, value)))
        case None:
            return Scalar(None, "nothing", "")
        case bool():
            return Scalar(None, "boolean", "true" if value else "false")
        case _:
            return Scalar(None, "number" if isinstance(value, _Written) else "text", value)
