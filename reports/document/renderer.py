"""Which renderer made a file: the same renderer makes the same bytes of the same record."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.utils.translation import get_language
from weasyprint.text.ffi import harfbuzz_subset, pango

from reports.identity import identity
from reports.models import MONITORING_REPORT

from . import fonts

_MAKERS = ("weasyprint", "pydyf", "pikepdf", "fonttools", "pypdfium2", "pillow")
# What a report is made of beside its record and the makers: every change here changes the renderer.
_PARTS = (
    "reports/document/*.py",
    "reports/templatetags/*.py",
    "templates/reports/document/**/*.html",
    "reports/public_content.py",
    "reports/withholding.py",
    "plans/light_markdown.py",
    "monitoring/charts.py",
    "monitoring/record/*.py",
    "plans/marks.py",
)


@cache
def renderer(layout: str = MONITORING_REPORT) -> str:
    """monitoring-report/1, WeasyPrint 70.0, 3f9a1c22b7d0: layout, print engine, everything else."""
    council = identity()
    # Libraries of the system: one sets the lines, one cuts the fonts if it is there.
    system = [("pango", pango.pango_version()), ("harfbuzz-subset", harfbuzz_subset is not None)]
    makers = [*((name, version(name)) for name in _MAKERS), *system]
    digest = sha256(repr(makers).encode())
    digest.update(str(get_language()).encode())
    digest.update(repr((council.name, council.brand, council.accent, council.font)).encode())
    for path in _files():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return f"{layout}, WeasyPrint {version('weasyprint')}, {digest.hexdigest()[:12]}"


def _files() -> list[Path]:
    own = [path for part in _PARTS for path in sorted(Path(settings.BASE_DIR).glob(part))]
    return [
        *own,
        fonts.built("report.css"),
        fonts.built("logo.svg"),
        *(font.path for font in fonts.FONTS),
        *identity().files,
    ]
