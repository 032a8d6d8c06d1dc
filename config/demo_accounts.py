"""Whom one can be in the demo: one account per role. The people themselves are in demo_plan.yaml."""

from __future__ import annotations

from typing import NamedTuple

# Known to everybody who reads this; given only to these accounts, in a database that the demo made.
PASSWORD = "a plan for every child"  # noqa: S105


# The key of the plan in demo_plan.yaml.
DEMO_SLUG = "northmoor-2025"


class Account(NamedTuple):
    """`key` names the role for programs, `role` for people."""

    key: str
    role: str
    email: str


ACCOUNTS = (
    Account("officer", "officer of the council, leads actions 2.3 and 2.7", "priya.nair@northmoor.example"),
    Account("partner", "officer of a partner, the NHS, leads action 2.6", "fiona.castle@nhs-northmoor.example"),
    Account("lead", "chair of the group responsible for priority 2", "miriam.sands@nhs-northmoor.example"),
    Account("coordinator", "coordinates the plan and its reporting", "ellen.hughes@northmoor.example"),
    Account("analyst", "brings in the figures of the measures", "hana.weir@northmoor.example"),
    Account("board", "member of the partnership board", "joan.tarrant@northmoor-carers.example"),
    Account("scrutiny", "member of the scrutiny committee", "owen.fairley@northmoor.example"),
    Account("clerk", "democratic services, writes and exports the reports", "sunita.rao@northmoor.example"),
    Account("director", "chief officer, signs reports off", "ruth.ferreira@northmoor.example"),
    Account("lawyer", "clears what is legal, decides what is exempt", "louise.ashby@northmoor.example"),
    Account("finance", "clears the financial implications", "imran.dole@northmoor.example"),
    Account("equality", "clears equality and human rights", "femi.adeyo@northmoor.example"),
)
