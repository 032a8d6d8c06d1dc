"""Plan documents that nobody would write by hand."""

import json
import time

import pytest
import yaml

from monitoring.plan_document.loading import load
from monitoring.plan_document.mistakes import MistakesInDocument
from plans.models import Plan
from tests.monitoring.plan_document.conftest import example  # noqa: F401

pytestmark = pytest.mark.django_db

LAUGHS = "a: &a [x]\n" + "\n".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)

DOCUMENTS = {
    "laughs.yaml": LAUGHS.encode(),
    "itself.yaml": b"plan: &plan\n  title: *plan\n",
    "python.yaml": b"plan: !!python/object/apply:os.system ['true']\n",
    "deep.yaml": b"[" * 5000,
    "deep.json": b"[" * 100_000,
    "null.yaml": b"plan:\n  title: a\x00b\n",
    "bytes.yaml": b"\xff\xfe\x00",
    "number.json": b"9" * 100_000,
    "empty.json": b"",
    "keys.yaml": b"? [a, b]\n: c\n",
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_document_that_is_none_is_refused_at_once(name):
    began = time.monotonic()

    with pytest.raises(MistakesInDocument):
        load(DOCUMENTS[name], name=name)

    assert time.monotonic() - began < 10
    assert not Plan.objects.exists()


@pytest.mark.parametrize("odd", ["a\x00b", "\ud800"], ids=["null", "surrogate"])
def test_text_that_cannot_be_stored_is_named_as_a_mistake(example, odd):  # noqa: F811
    document = yaml.safe_load(example)
    document["plan"]["title"] = odd

    with pytest.raises(MistakesInDocument) as refusal:
        load(json.dumps(document, default=str).encode(), name="plan.json")

    assert "plan.title" in str(refusal.value)
    assert not Plan.objects.exists()


def test_address_of_a_document_that_would_run_is_named_as_a_mistake(example):  # noqa: F811
    document = yaml.safe_load(example)
    document["documents"] = [{"key": "bad", "title": "Bad", "url": "javascript:alert(1)"}]

    with pytest.raises(MistakesInDocument, match="url"):
        load(json.dumps(document, default=str).encode(), name="plan.json")


@pytest.mark.parametrize("number", ["1e30", "1e999999", "123456789012345678901234567890", "0.0000000000001"])
def test_number_that_no_column_holds_is_named_as_a_mistake(example, number):  # noqa: F811
    document = yaml.safe_load(example)
    document["measures"] = [{"key": "one", "title": "One", "figures": [{"period": "2026", "value": number}]}]

    with pytest.raises(MistakesInDocument, match=r"measures\[0\]\.figures\[0\]"):
        load(json.dumps(document, default=str).encode(), name="plan.json")


@pytest.mark.parametrize("number", [10**6, 10**30])
def test_count_that_no_column_holds_is_named_as_a_mistake(example, number):  # noqa: F811
    document = yaml.safe_load(example)
    document["measures"] = [{"key": "one", "title": "One", "figures": [{"value": "1", "revision": number}]}]

    with pytest.raises(MistakesInDocument, match=r"measures\[0\]\.figures\[0\].revision"):
        load(json.dumps(document, default=str).encode(), name="plan.json")
