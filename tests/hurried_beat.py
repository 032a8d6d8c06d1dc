"""The product's own beat, asking for reminders every few moments, BEAT_EVERY seconds, instead of every few minutes."""

import os

from config.celery import app

every = float(os.environ["BEAT_EVERY"])
app.conf.beat_schedule = {"remind": {**app.conf.beat_schedule["remind"], "schedule": every, "options": {}}}
