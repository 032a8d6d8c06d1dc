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
    columns = {name: getattr(row, row._meta.get_field(name).attname) for name in sorted(names)}
    return hashlib.sha256(json.dumps(columns, default=str).encode()).hexdigest()[:32]
