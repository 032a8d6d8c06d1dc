"""Fixtures that more than one directory of tests needs."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test.utils import override_settings


@pytest.fixture(autouse=True, scope="session")
def _cheap_passwords() -> Iterator[None]:
    """Argon2 is slow on purpose; a test that signs in need not wait for it."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits and the word of a worker live in the cache; no test inherits another's."""
    cache.clear()
