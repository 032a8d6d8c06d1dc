"""The plan document as a JSON Schema, for editors that check while one types."""

from typing import Any

import msgspec

from monitoring.plan_document.structs import FORMAT, PlanDocument

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema() -> dict[str, Any]:
    """The schema of `docs/plan-document.schema.json`. The reader checks more: references, orders, counts."""
    made = msgspec.json.schema(PlanDocument)
    return {"$schema": DIALECT, "title": f"Plan document, {FORMAT}", **_mended(made)}


def as_text() -> str:
    return msgspec.json.format(msgspec.json.encode(schema(), order="deterministic"), indent=2).decode() + "\n"


def _mended(part: Any) -> Any:
    """The same with numbers as they are written: msgspec takes a Decimal for text."""
    match part:
        case {"type": "string", "format": "decimal", **rest}:
            return {"type": "number", **rest}
        case dict():
            return {name: _mended(value) for name, value in part.items()}
        case list():
            return [_mended(value) for value in part]
        case _:
            return part
