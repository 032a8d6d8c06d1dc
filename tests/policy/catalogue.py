"""Every model of ours with a row to write, for the policies that hold for all of them."""

from __future__ import annotations

from typing import Any, cast

from django.apps import apps
from django.db import connection, models
from factory.django import DjangoModelFactory
from pghistory.models import Event

from plans.models import RatingScale
from tests import factories

APPS = ("reports", "monitoring", "indicators", "priorities", "plans", "partnership")

Row = dict[str, Any]


def domain_models() -> list[type[models.Model]]:
    """Ours, without the history's own tables."""
    return [
        model
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        if not issubclass(model, Event) and not model._meta.proxy
    ]


def event_models() -> dict[type[models.Model], Any]:
    """Where each tracked model's history stands."""
    events: list[Any] = [model for model in apps.get_models() if issubclass(model, Event)]
    return {event.pgh_tracked_model: event for event in events if event.pgh_tracked_model}


def factory_of(model: type[models.Model]) -> type[DjangoModelFactory[Any]]:
    found = [
        value
        for value in vars(factories).values()
        if isinstance(value, type) and issubclass(value, DjangoModelFactory) and value._meta.model is model
    ]
    assert len(found) == 1, f"tests/factories.py needs one factory for {model._meta.label}"
    return found[0]


def unsaved(model: type[models.Model]) -> models.Model:
    """The plainest valid row, not yet written; what it points at is."""
    plainest = factory_of(model)

    def new(cls: Any, model_class: type[models.Model], *args: Any, **kwargs: Any) -> models.Model:
        return model_class(*args, **kwargs)

    holder = type("Unsaved", (plainest,), {"_create": classmethod(new)})
    # A scale's factory writes its levels, which need their scale.
    return cast("models.Model", holder(levels=[]) if model is RatingScale else holder())


def columns(instance: models.Model) -> Row:
    """What Django would insert for the row, by column."""
    return {
        str(field.column): field.get_db_prep_save(field.pre_save(instance, add=True), connection)
        for field in instance._meta.concrete_fields
        if not field.primary_key
    }


def stored(model: type[models.Model], pk: int, names: list[str]) -> Row:
    """The row as it lies in its table."""
    listed = ", ".join(f'"{name}"' for name in names)
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT {listed} FROM "{model._meta.db_table}" WHERE id = %s', [pk])
        found = cursor.fetchone()
    assert found is not None
    return dict(zip(names, found, strict=True))
