"""The council that puts its name on a report: name, logo, two colours, a font. Loads no print engine.

The stylesheets are written in our own colours; a council's take their place when a file is made. What its settings
hold is checked when the service starts: see reports/checks.py.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

# The colours that the stylesheets are written in: the ground of a cover, headings and rules, and the palest ground.
BRAND, ACCENT, ACCENT_DARK, TINT = "#33214a", "#5b2c8f", "#3f1d68", "#f6f4f9"
WHITE, BLACK = "#ffffff", "#000000"
# The family of a council's own font: a name of ours, to which no font of the machine answers.
OWN = "Report Own"
# What WCAG 2.2 AA wants of text on its ground.
LEAST_CONTRAST = 4.5
PICTURES = {".svg": "image/svg+xml", ".png": "image/png"}
# With TrueType outlines: that is what the foot of a page is written with.
FONTS = {".woff2", ".ttf"}

_HEX = re.compile(r"#[0-9a-f]{6}")


@dataclass(frozen=True, slots=True)
class Identity:
    """`font` is the name of a family, empty for ours; a PDF needs its files, and has ours without them."""

    name: str = ""
    logo: Path | None = None
    brand: str = BRAND
    accent: str = ACCENT
    font: str = ""
    regular: Path | None = None
    bold: Path | None = None

    @property
    def has_own_files(self) -> bool:
        return bool(self.font and self.regular and self.bold)

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file of its own that is part of a report."""
        return tuple(each for each in (self.logo, self.regular, self.bold) if each)

    def dressed(self, style: str) -> str:
        """A stylesheet of ours in its colours."""
        worn = {BRAND: self.brand}
        if self.accent != ACCENT:
            worn |= {
                ACCENT: self.accent,
                ACCENT_DARK: mixed(self.accent, BLACK, 0.3),
                TINT: mixed(self.accent, WHITE, 0.95),
            }
        return re.sub("|".join(worn), lambda found: worn[found[0]], style)

    def drawn(self, text: str) -> str:
        """The HTML of a report with its drawings in the council's colour and font; no word in it changes."""
        text = text.replace(f'="{ACCENT}"', f'="{self.accent}"')
        if self.has_own_files:
            text = text.replace('font-family="Source Sans 3,', f'font-family="{OWN}, Source Sans 3,')
        return text

    def logo_in_page(self) -> str:
        """The logo as an address that holds the picture itself; empty without one."""
        if self.logo is None:
            return ""
        return f"data:{PICTURES[self.logo.suffix.lower()]};base64,{b64encode(self.logo.read_bytes()).decode()}"

    def problems(self) -> list[str]:
        """What would keep a report from being made, or from being read."""
        found = []
        for name, colour in (("REPORT_COLOUR", self.brand), ("REPORT_ACCENT", self.accent)):
            if not _HEX.fullmatch(colour):
                found.append(f"{name} must be a colour as #33214a, not “{colour}”.")
            elif (measured := contrast(colour, WHITE)) < LEAST_CONTRAST:
                found.append(
                    f"{name} {colour} has a contrast of {measured:.1f} with white; text needs {LEAST_CONTRAST}."
                )
        for name, file, kinds in (
            ("REPORT_LOGO", self.logo, set(PICTURES)),
            ("REPORT_FONT_REGULAR", self.regular, FONTS),
            ("REPORT_FONT_BOLD", self.bold, FONTS),
        ):
            if file is not None and file.suffix.lower() not in kinds:
                found.append(f"{name} must be a file of one of these kinds: {', '.join(sorted(kinds))}.")
            elif file is not None and not file.is_file():
                found.append(f"{name}: there is no file {file}.")
        if bool(self.regular) != bool(self.bold) or (self.regular and not self.font):
            found.append("REPORT_FONT, REPORT_FONT_REGULAR and REPORT_FONT_BOLD belong together.")
        if re.search(r"[^\w \-]", self.font):
            found.append("REPORT_FONT is the name of a family: letters, digits, spaces and dashes.")
        return found


def identity() -> Identity:
    """That of this deployment."""
    return Identity(
        name=settings.COUNCIL_NAME,
        logo=_path(settings.REPORT_LOGO),
        brand=(settings.REPORT_COLOUR or BRAND).lower(),
        accent=(settings.REPORT_ACCENT or ACCENT).lower(),
        font=settings.REPORT_FONT,
        regular=_path(settings.REPORT_FONT_REGULAR),
        bold=_path(settings.REPORT_FONT_BOLD),
    )


def _path(named: str) -> Path | None:
    return Path(named).resolve() if named else None


def contrast(one: str, other: str) -> float:
    """How far two colours stand apart as WCAG 2.2 measures it: from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mixed(colour: str, other: str, share: float) -> str:
    """`colour` with so much of `other` in it, from 0 to 1."""
    parts = zip(_channels(colour), _channels(other), strict=True)
    return "#" + "".join(f"{round(own + (its - own) * share):02x}" for own, its in parts)


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return red, green, blue


def _luminance(colour: str) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
