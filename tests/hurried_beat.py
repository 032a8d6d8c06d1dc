"""The product's own beat, asking for reminders every second instead of every few minutes."""

from config.celery import app

app.conf.beat_schedule = {"remind": {**app.conf.beat_schedule["remind"], "schedule": 1, "options": {}}}
