"""The cache, also while its server is away."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

logger = logging.getLogger(__name__)

R = TypeVar("R")

# A server that is away is not asked again at once: signing in asks some ten times.
ASKED_AGAIN_AFTER = 10.0


class CacheThatMayBeAway(RedisCache):
    """A Redis cache that each process stands in for from its own memory while the server does not answer.

    People go on signing in, and wrong passwords go on being counted, by each process for itself.
    """

    # By server: a thread has a cache of its own, but need not find out for itself.
    _away_until: ClassVar[dict[str, float]] = {}

    def __init__(self, server: str, params: dict[str, Any]) -> None:
        super().__init__(server, params)
        self._server = server
        self._meanwhile = LocMemCache("meanwhile", {**params, "OPTIONS": {}})

    def add(self, *args: Any, **kwargs: Any) -> bool:
        return self._ask(super().add, self._meanwhile.add, args, kwargs)

    def get(self, *args: Any, **kwargs: Any) -> Any:
        return self._ask(super().get, self._meanwhile.get, args, kwargs)

    def set(self, *args: Any, **kwargs: Any) -> None:
        self._ask(super().set, self._meanwhile.set, args, kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> bool:
        return self._ask(super().delete, self._meanwhile.delete, args, kwargs)

    def _ask(
        self, server: Callable[..., R], memory: Callable[..., R], args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> R:
        if time.monotonic() >= self._away_until.get(self._server, 0.0):
            try:
                return server(*args, **kwargs)
            except RedisError as error:
                logger.warning("The cache does not answer, so this process keeps its own: %s", error)
                self._away_until[self._server] = time.monotonic() + ASKED_AGAIN_AFTER
        return memory(*args, **kwargs)
