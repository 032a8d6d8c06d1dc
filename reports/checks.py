"""Whether this machine can make reports."""

from __future__ import annotations

import ctypes
from typing import Any

from django.core import checks

from reports.identity import identity

# What the print engine loads, and the Debian package that holds it.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}


@checks.register
def print_engine_libraries(**kwargs: Any) -> list[checks.CheckMessage]:
    """A warning and no error: only a worker makes reports, and a web server may do without."""
    missing = [package for library, package in LIBRARIES.items() if not _is_there(library)]
    if not missing:
        return []
    return [
        checks.Warning(
            "A worker on this machine cannot make reports: system libraries of the print engine are missing.",
            hint=f"On Debian: apt-get install {' '.join(missing)}",
            id="reports.W001",
        )
    ]


@checks.register
def council_can_be_read(**kwargs: Any) -> list[checks.CheckMessage]:
    """Every report would go out in colours that not everybody can read, or not at all."""
    return [
        checks.Error(problem, hint="See README.md, “Putting it into production”.", id="reports.E001")
        for problem in identity().problems()
    ]


def _is_there(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True
