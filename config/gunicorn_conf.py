"""How gunicorn serves the site. Each worker process opens its own database pool: see wsgi.py."""

import os
from pathlib import Path

wsgi_app = "config.wsgi"
bind = os.environ.get("BIND", "0.0.0.0:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_PROCESSES", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
# In memory: a slow disk must not make a live worker look dead.
MEMORY = Path("/dev/shm")  # noqa: S108  a file of no name, made by gunicorn
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None
# Longer than any page takes; whatever takes longer belongs in a worker.
timeout = 30
graceful_timeout = 20
accesslog = "-"
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(M)sms"
