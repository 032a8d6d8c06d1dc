"""The web process, as gunicorn loads it."""

import os

from django.core.wsgi import get_wsgi_application

from config import environment

environment.require_to_serve()
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
# Only here: a worker or a command forks or ends, and a pool survives neither.
os.environ.setdefault("DATABASE_POOL_SIZE", "8")

application = get_wsgi_application()
