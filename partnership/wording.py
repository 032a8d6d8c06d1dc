"""Small phrases that every app words in the same way."""

from __future__ import annotations

from django.utils.translation import gettext as _


def listed(parts: list[str]) -> str:
    """one; one and two; one, two and three. Parts that have commas of their own: one, it says; two."""
    if len(parts) < 2:
        return "".join(parts)
    if any("," in part for part in parts):
        return "; ".join(parts)
    return _("%(most)s and %(last)s") % {"most": ", ".join(parts[:-1]), "last": parts[-1]}
