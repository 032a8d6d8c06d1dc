"""On what grounds a part of a report is kept from the public, as its writer says it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from reports.models import Exemption, ReportTemplate

Scheme = ReportTemplate.Scheme
# The paragraphs that each scheme has; a body's own rules are numbered as it likes.
PARAGRAPHS = {Scheme.ENGLAND: range(1, 8), Scheme.WALES: range(12, 19), Scheme.SCOTLAND: range(1, 16)}


@dataclass(frozen=True, slots=True)
class Grounds:
    basis: str
    paragraph: str = ""
    description: str = ""
    public_interest: str = ""

    def columns(self) -> dict[str, str]:
        """As they are stored: what is confidential is so whatever the public interest is."""
        is_exempt = self.basis == Exemption.Basis.EXEMPT
        return {
            "basis": self.basis,
            "paragraph": self.paragraph.strip() if is_exempt else "",
            "description": self.description.strip(),
            "public_interest": self.public_interest.strip() if is_exempt else "",
        }


def is_of_scheme(paragraph: str, scheme: str) -> bool:
    """Whether a number such as 3, or several such as 1 and 2, are all of a scheme."""
    numbers = PARAGRAPHS.get(Scheme(scheme))
    found = re.findall(r"\d+", paragraph)
    return numbers is None or (bool(found) and all(int(each) in numbers for each in found))
