"""What a browser lets the web-page edition of a report do: show itself, and nothing else. Loads no print engine."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256

_STYLE = re.compile(rb"<style>(.*?)</style>", re.DOTALL)


def allowed_by(page: bytes) -> str:
    """The content security policy of one page of ours: its own style by its hash, and pictures that are in it."""
    hashes = " ".join(f"'sha256-{_hash(style)}'" for style in _STYLE.findall(page)) or "'none'"
    return f"default-src 'none'; style-src {hashes}; img-src data:; base-uri 'none'; form-action 'none'"


def _hash(style: bytes) -> str:
    return b64encode(sha256(style).digest()).decode()
