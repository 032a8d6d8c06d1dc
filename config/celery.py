"""The worker's and beat's Celery application."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_init

from config import environment

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")

app = Celery("config")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["config"], related_name="health")


@worker_init.connect
def stop_without_its_settings(**kwargs: Any) -> None:
    environment.require_to_serve()
