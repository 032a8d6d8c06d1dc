"""Gives a test run its own PostgreSQL and Valkey, before Django's settings are read.

Where the tests are shared out among processes each has its own, so that none empties another's cache or queue.
With DATABASE_URL set, the run uses that server instead, as a role that may create databases;
REDIS_URL must then be set as well.
"""

import os
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from config import embedded

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
    # Inherited from the process that shares the tests out.
    is_another = "THROWAWAY_SERVERS" in os.environ and "PYTEST_XDIST_WORKER" in os.environ
    if is_another or not os.environ.get("DATABASE_URL"):
        servers = _servers.enter_context(embedded.throwaway())
        # As the owner: emptying the tables between tests truncates them.
        os.environ["DATABASE_URL"] = servers.database_url(embedded.OWNER)
        os.environ["REDIS_URL"] = servers.redis_url
        os.environ["THROWAWAY_SERVERS"] = "true"
    return (yield)


def pytest_unconfigure() -> None:
    _servers.close()
