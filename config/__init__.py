# Loaded with Django, so that a task woken from a web process finds its broker.
from config.celery import app as celery_app

__all__ = ["celery_app"]
