"""Says what a PDF on standard input breaks of PDF/UA-1: a list in JSON.

Run as a process of its own, whose memory, a megabyte for each page, is gone with it: see gate.py.
"""

from __future__ import annotations

import json
import sys

import page


def main() -> None:
    report = page.validate_pdf_bytes(sys.stdin.buffer.read(), profile=page.ValidationProfile.PDF_UA_1)
    json.dump([f"{each.rule_id}: {each.message}" for each in report.failures], sys.stdout)


if __name__ == "__main__":
    main()
