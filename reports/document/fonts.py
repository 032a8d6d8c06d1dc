"""The fonts of a report, and text fitted to them.

Every machine must set the same page, so a report is written in fonts of ours alone. Text is fitted
to them first; otherwise the print engine would look for a font of the machine it runs on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from reports.identity import OWN, identity


@dataclass(frozen=True, slots=True)
class Font:
    """One file of a family. `family` is a name of our own: no font of the machine answers to it."""

    family: str
    weight: int
    file: str
    # A font of signs has letters too, but only some of an alphabet, to be used as signs.
    signs_only: bool = False

    @property
    def path(self) -> Path:
        # A council's own file has a whole path, which stands for itself.
        return built("fonts") / self.file

    @property
    def characters(self) -> frozenset[int]:
        return _characters(self.path, self.signs_only)

    @property
    def rule(self) -> str:
        # Ours by a name that is the same on every machine: what is kept of a report goes by its style.
        address = self.path.as_uri() if Path(self.file).is_absolute() else f"fonts/{self.file}"
        return f"@font-face {{ font-family: '{self.family}'; font-weight: {self.weight}; src: url('{address}'); }}"


def _both_weights(family: str, script: str) -> list[Font]:
    return [Font(family, each, f"source-sans-3-{script}-{each}-normal.woff2") for each in (400, 700)]


def _of_council() -> list[Font]:
    council = identity()
    if not council.has_own_files:
        return []
    return [Font(OWN, weight, str(file)) for weight, file in ((400, council.regular), (700, council.bold))]


# The stylesheet names these families in this order.
FONTS = (
    *_of_council(),
    *_both_weights("Source Sans 3", "latin"),
    *_both_weights("Report Latin Extended", "latin-ext"),
    *_both_weights("Report Greek", "greek"),
    *_both_weights("Report Cyrillic", "cyrillic"),
    *_both_weights("Report Vietnamese", "vietnamese"),
    Font("Report Signs", 400, "noto-sans-math-latin-400-normal.woff2", signs_only=True),
    Font("Report Symbols", 400, "noto-sans-symbols-2-symbols-400-normal.woff2", signs_only=True),
)
TEXT_FONT = FONTS[0]


def built(name: str) -> Path:
    """A file that `make static` has built."""
    return Path(settings.STATICFILES_DIRS[0]) / name


@cache
def _characters(path: Path, signs_only: bool) -> frozenset[int]:
    # Only where fonts are set: a web page of a report needs none.
    from fontTools.ttLib import TTFont

    with TTFont(path, lazy=True) as font:
        codes = font.getBestCmap()
    return frozenset(code for code in codes if not signs_only or unicodedata.category(chr(code))[0] not in "LM")


def needed_for(text: str) -> list[Font]:
    """The fonts that `text` needs: each family only when those before it lack one of its characters."""
    left = {ord(character) for character in set(text)}
    needed = []
    for _family, fonts in groupby(FONTS, key=lambda font: font.family):
        members = list(fonts)
        here = members[0].characters & left
        if here or members[0] is TEXT_FONT:
            needed.extend(members)
        left -= here
    return needed


# --- Fitting text ------------------------------------------------------------------------------

_LAYOUT = frozenset("\t\n\r ")
# Signs that say how to draw or break the text around them, and nothing themselves.
_SILENT = re.compile(
    "[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
    "\U0001f3fb-\U0001f3ff\U000e0000-\U000e01ef\x00-\x08\x0b-\x0c\x0e-\x1f\x7f-\x9f]"
)
_NEAREST = {
    "\N{HYPHEN}": "-",
    "\N{NON-BREAKING HYPHEN}": "-",
    "\N{LINE SEPARATOR}": "\n",
    "\N{PARAGRAPH SEPARATOR}": "\n",
    "\N{HEAVY CHECK MARK}": "\N{CHECK MARK}",
    "\N{WHITE HEAVY CHECK MARK}": "\N{CHECK MARK}",
}
_SCRIPTS = {"Cjk": "Chinese", "Hiragana": "Japanese", "Katakana": "Japanese", "Hangul": "Korean"}


def fit(text: str) -> str:
    """The same text in characters that our fonts have.

    Of what none of them has, a letter becomes its plainer form where there is one, and else the name
    of its script; a sign becomes its name: "[large red circle]". So nothing is left out in silence.
    """
    text = _SILENT.sub("", unicodedata.normalize("NFC", text))
    return _beyond().sub(lambda found: "".join(_spelled(found[0])), text)


@cache
def _beyond() -> re.Pattern[str]:
    """Runs of characters that no font of ours has."""
    known = sorted(set().union(*(font.characters for font in FONTS)) | {ord(c) for c in _LAYOUT})
    ranges = []
    first = last = known[0]
    for code in known[1:]:
        if code != last + 1:
            ranges.append((first, last))
            first = code
        last = code
    ranges.append((first, last))
    inside = "".join(f"\\U{low:08x}-\\U{high:08x}" for low, high in ranges)
    return re.compile(f"[^{inside}]+")


def _spelled(run: str) -> Iterable[str]:
    for name, same in groupby(run, key=_plain_or_name):
        plain = name.removeprefix("=")
        if name.startswith("="):
            yield plain * sum(1 for _each in same)
        else:
            yield f"[{plain}]"


def _plain_or_name(character: str) -> str:
    """'=' and a plain form, or what stands in brackets for it."""
    nearest = _NEAREST.get(character) or unicodedata.normalize("NFKC", character)
    if not _beyond().search(nearest):
        return f"={nearest}"
    name = unicodedata.name(character, "")
    if unicodedata.category(character)[0] in "LM" and name:
        script = name.split()[0].title()
        return _("text in %(script)s script") % {"script": _SCRIPTS.get(script, script)}
    return name.lower() or _("unknown character")
