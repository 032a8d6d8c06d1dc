"""What was written in a report, invented and always the same, for what is made from it."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from reports.content import (
    SCHEMA,
    Appendix,
    Background,
    Cleared,
    Content,
    Implication,
    Line,
    Paragraph,
    Section,
    Withheld,
)

PRICE = Withheld("exempt", "Schedule 12A, Part 1", "3", "The price", "It would help other bidders.")
CONTENT = Content(
    schema=SCHEMA,
    kind="committee",
    edition="full",
    state="final",
    template="Report to scrutiny",
    template_version=1,
    body="Children’s Scrutiny Committee",
    body_is_bound=True,
    meeting_on=date(2026, 11, 20),
    meeting_place="Town hall",
    subject="Progress with the children and young people’s plan",
    summary="What was done since June.",
    reference="CS/19/26",
    asks="comment",
    scope="",
    scope_name="",
    version=1,
    front=(Line("Meeting", "Children’s Scrutiny Committee"), Line("Wards affected", "All")),
    implications_heading="Corporate implications",
    implications=(
        Implication(
            "Legal",
            "The duty to cooperate applies.",
            cleared=Cleared("Legal", "Head of Legal", person="Lena Lowe", on=date(2026, 11, 3)),
        ),
        Implication("Staffing", is_none=True),
    ),
    recommendations=("That the committee comments on progress.", "That it asks for a report in March."),
    sections=(
        Section(
            "The plan",
            (
                Paragraph("p1", "The plan has two aims:\n\n- safety;\n  - at home;\n- health."),
                Paragraph("p2", "The contract costs 77,123 pounds.", PRICE),
            ),
        ),
        Section(
            "Progress",
            (Paragraph("p3", "[[p2]] gives the price; see **also** [[p4]]."), Paragraph("p4", "It goes on.")),
        ),
    ),
    appendices=(
        Appendix("All actions", "actions"),
        Appendix("What needs attention", "exceptions"),
        Appendix("All measures", "measures"),
        Appendix("What the ratings mean", "rating_key"),
        Appendix("A note", "text", "A text of its own."),
    ),
    background=(Background("The plan", "https://council.example/plan"),),
    sign_offs=(Cleared("Director", "Director of Children’s Services", on=date(2026, 11, 5)),),
    final_on=date(2026, 11, 6),
)


def content(kind: str) -> Content:
    return replace(CONTENT, kind=kind)
