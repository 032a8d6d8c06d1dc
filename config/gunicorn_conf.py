"""How gunicorn serves the site. Each worker process opens its own database pool: see wsgi.py."""

from pathlib import Path

from config import environment as env

wsgi_app = "config.wsgi"
bind = env.text("BIND", "0.0.0.0:8000")
worker_class = "gthread"
workers = env.number("WEB_PROCESSES", default=2)
threads = env.number("WEB_THREADS", default=8)
# In memory: a slow disk must not make a live worker look dead.
MEMORY = Path("/dev/shm")  # noqa: S108  a file of no name, made by gunicorn
worker_tmp_dir = str(MEMORY) if MEMORY.is_dir() else None
# Longer than any page takes; whatever takes longer belongs in a worker.
timeout = 30
graceful_timeout = 20
accesslog = "-"
access_log_format = "%(t)s %(m)s %(U)s %(s)s %(M)sms"
