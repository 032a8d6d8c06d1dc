"""What every model of ours has in common."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pgtrigger
import pytest
from django.conf import settings
from django.db import models

from partnership.refusals import sentences
from tests.policy.catalogue import APPS, domain_models, unsaved

LAYERS = ["partnership", "plans", "priorities", "indicators", "monitoring", "reports", "config"]

# "date" in a date's name says nothing; these words say which day is meant.
DATE_ENDINGS = ("_on", "_by", "_as_at", "_from", "_until")


def names_of_constraints() -> list[str]:
    return sorted(constraint.name for model in domain_models() for constraint in model._meta.constraints)


def names_raised_by_triggers() -> list[str]:
    """Every constraint that a trigger of ours says was violated."""
    raised = {
        name
        for model, trigger in pgtrigger.registered()
        for name in re.findall(r"CONSTRAINT = '(\w+)'", str(trigger.get_func(model)))
    }
    return sorted(raised)


def test_every_named_constraint_has_a_sentence_of_its_own():
    names = names_of_constraints() + names_raised_by_triggers()

    assert [name for name in names if name not in sentences()] == []


def test_every_sentence_belongs_to_a_constraint():
    assert sorted(set(sentences())) == sorted({*names_of_constraints(), *names_raised_by_triggers()})


@pytest.mark.parametrize("name", names_of_constraints() + names_raised_by_triggers())
def test_sentence_of_a_constraint_is_one_that_a_person_can_read(name):
    sentence = str(sentences()[name])

    assert sentence[0].isupper()
    assert sentence.endswith((".", "?"))
    assert not re.search(r"\b\w+_\w+\b|constraint|violat|null", sentence)


def test_no_two_constraints_share_a_name():
    names = names_of_constraints() + names_raised_by_triggers()

    assert sorted(set(names)) == sorted(names)


@pytest.mark.django_db
@pytest.mark.parametrize("model", domain_models(), ids=lambda model: model._meta.label)
def test_model_says_what_a_row_of_it_is_called(model):
    assert model.__str__ is not models.Model.__str__
    assert str(unsaved(model)).strip() not in ("", f"{model.__name__} object (None)")


@pytest.mark.parametrize("model", domain_models(), ids=lambda model: model._meta.label)
def test_model_orders_its_rows_and_says_what_it_is(model):
    assert model._meta.ordering
    assert model.__doc__ is not None
    assert not model.__doc__.startswith(f"{model.__name__}(")


@pytest.mark.parametrize("model", domain_models(), ids=lambda model: model._meta.label)
def test_fields_of_model_are_named_for_what_they_hold(model):
    misnamed = [
        field.name
        for field in model._meta.concrete_fields
        if (
            isinstance(field, models.DateTimeField)
            and not field.name.endswith("_at")
            and field.name not in ("at", "last_login")
        )
        or (type(field) is models.DateField and not field.name.endswith(DATE_ENDINGS))
        or (type(field) is not models.DateField and field.name.endswith("_on"))
    ]

    assert misnamed == []


@pytest.mark.parametrize("model", domain_models(), ids=lambda model: model._meta.label)
def test_model_points_down_only(model):
    up = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for field in model._meta.get_fields()
        if field.is_relation
        and not field.auto_created
        and LAYERS.index(field.related_model._meta.app_label) > LAYERS.index(model._meta.app_label)
    ]

    assert up == []


@pytest.mark.parametrize("model", domain_models(), ids=lambda model: model._meta.label)
def test_model_has_no_save_of_its_own(model):
    assert "save" not in vars(model)
    assert "delete" not in vars(model)


def sources() -> list[Path]:
    return [path for app in (*APPS, "config") for path in Path(settings.BASE_DIR, app).rglob("*.py")]


def test_no_source_writes_in_a_way_that_carries_no_actor():
    """executemany and COPY pass by the statement that names who acts."""
    found = [
        f"{path.relative_to(settings.BASE_DIR)}:{node.lineno}"
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute) and node.attr in ("executemany", "copy_from", "copy_expert")
    ]

    assert found == []


def test_no_source_listens_to_the_signals_of_rows():
    found = [
        str(path.relative_to(settings.BASE_DIR))
        for path in sources()
        if re.search(r"\b(pre|post)_(save|delete)\b|\bm2m_changed\b", path.read_text())
    ]

    assert found == []
