"""Gives a test run its own PostgreSQL and Valkey, before Django's settings are read.

Where the tests are shared out among processes each has its own, so that none empties another's cache or queue.
With DATABASE_URL set, the run uses that server instead, as a role that may create databases;
REDIS_URL must then be set as well.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from config import embedded

BYTECODE = Path(__file__).resolve().parent.parent / ".local/tests/bytecode"

SETTINGS = {
    "SECRET_KEY": "for-tests-only",
    "ALLOWED_HOSTS": "testserver,localhost",
    "HTTPS": "false",
    "STATIC_MANIFEST": "false",
    "LOG_LEVEL": "WARNING",
    # Playwright keeps an event loop in the thread that also asks the database.
    "DJANGO_ALLOW_ASYNC_UNSAFE": "true",
}

# Closed when pytest ends, whatever ends it.
_servers = ExitStack()


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """A wrapper: it runs before pytest-django reads the settings in the same hook."""
    os.environ.update(SETTINGS)
    _compile_once()
    # Inherited from the process that shares the tests out.
    is_another = "THROWAWAY_SERVERS" in os.environ and "PYTEST_XDIST_WORKER" in os.environ
    if is_another or not os.environ.get("DATABASE_URL"):
        servers = _servers.enter_context(embedded.throwaway())
        # As the owner: emptying the tables between tests truncates them.
        os.environ["DATABASE_URL"] = servers.database_url(embedded.OWNER)
        os.environ["REDIS_URL"] = servers.redis_url
        os.environ["THROWAWAY_SERVERS"] = "true"
    return (yield)


def _compile_once() -> None:
    """Where bytecode is not wanted beside the sources it is kept apart: a run starts dozens of processes."""
    if sys.dont_write_bytecode:
        sys.dont_write_bytecode = False
        sys.pycache_prefix = os.environ["PYTHONPYCACHEPREFIX"] = str(BYTECODE)
        os.environ.pop("PYTHONDONTWRITEBYTECODE", None)


def pytest_unconfigure() -> None:
    _servers.close()
