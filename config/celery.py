"""The worker's and beat's Celery application."""

import os
from typing import Any

from celery import Celery, Task
from celery.signals import worker_init

from config import environment
from partnership.history import acting

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


class ActingTask(Task):  # type: ignore[type-arg]
    """A task that the history names as the maker of its changes."""

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        with acting(task=self.name):
            return super().__call__(*args, **kwargs)


app = Celery("config", task_cls=ActingTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["config"], related_name="health")


@worker_init.connect
def stop_without_its_settings(**kwargs: Any) -> None:
    environment.require_to_serve()
