import re
from pathlib import Path

import pytest
from django.conf import settings


@pytest.fixture(scope="session")
def example() -> str:
    """The small plan of the guide, as text."""
    guide = Path(settings.BASE_DIR, "docs", "plan-document.md").read_text(encoding="utf-8")
    (document,) = [block for block in re.findall(r"```yaml\n(.*?)```", guide, re.DOTALL) if "format:" in block]
    return str(document)
