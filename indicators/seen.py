"""What a row said when a page showed it, so that nobody writes over what somebody else said meanwhile."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

from django.db import models


def seen_as(row: models.Model | None, names: Iterable[str]) -> str:
    """A fingerprint of these columns as they lie in the database; empty for no row."""
    if row is None or row.pk is None:
        return ""
    known = {field.name: field.attname for field in row._meta.concrete_fields}
    columns = {name: getattr(row, known[name]) for name in sorted(names)}
    return hashlib.sha256(json.dumps(columns, default=str).encode()).hexdigest()[:32]


def all_seen_as(rows: Iterable[models.Model], names: Iterable[str]) -> str:
    """A fingerprint of these columns of several rows, in whatever order the rows stand."""
    names = list(names)
    each = sorted(f"{row.pk} {seen_as(row, names)}" for row in rows)
    return hashlib.sha256(json.dumps(each).encode()).hexdigest()[:32]
