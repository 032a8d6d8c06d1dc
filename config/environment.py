"""Settings as the environment gives them, and the few shapes Django wants them in."""

import os
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

REQUIRED_TO_SERVE = ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS")


def text(name: str, default: str = "") -> str:
    """The variable's value; empty counts as not set, since compose files pass empty ones on."""
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    value = text(name, str(default)).lower()
    if value not in {"true", "1", "yes", "false", "0", "no"}:
        raise ImproperlyConfigured(f"{name} must be true or false, not “{value}”.")
    return value in {"true", "1", "yes"}


def number(name: str, *, default: int) -> int:
    value = text(name, str(default))
    if not value.isdecimal():
        raise ImproperlyConfigured(f"{name} must be a whole number, not “{value}”.")
    return int(value)


def items(name: str) -> list[str]:
    """A comma-separated list."""
    return [item.strip() for item in text(name).split(",") if item.strip()]


def require_to_serve() -> None:
    """Stop a web process or worker that would run on the defaults meant for tools.

    Settings load without these, so that makemigrations, mypy and the like need no servers.
    """
    missing = [name for name in REQUIRED_TO_SERVE if not text(name)]
    if missing:
        raise ImproperlyConfigured(f"Set {', '.join(missing)} in the environment; see README.md.")


def broker_address(redis_url: str) -> str:
    """Celery's spelling of a Redis address: it names a unix socket and its database differently."""
    address = urlsplit(redis_url)
    if address.scheme != "unix":
        return redis_url
    database = parse_qs(address.query).get("db", ["0"])[0]
    return f"redis+socket://{address.path}?virtual_host={database}"


def cache_address(redis_url: str, *, database: int) -> str:
    """The same server's database for the cache, so that clearing it never empties a queue."""
    address = urlsplit(redis_url)
    if address.scheme == "unix":
        return f"unix://{address.path}?db={database}"
    return address._replace(path=f"/{database}").geturl()


def site_address(hosts: list[str], *, https: bool) -> str:
    """The address of the site at the first of the names that it answers to, for a deployment that does not say it."""
    host = next((host.lstrip(".") for host in hosts if host != "*"), "localhost")
    return f"{'https' if https else 'http'}://{host}"


def email_settings(url: str) -> dict[str, Any]:
    """Django's e-mail settings from one address.

    `smtp://user:password@host:587?tls=true` (or `ssl=true`), or `console:` to print every message.
    """
    address = urlsplit(url)
    if address.scheme == "console":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    if address.scheme != "smtp" or not address.hostname:
        raise ImproperlyConfigured("EMAIL_URL must look like smtp://user:password@host:587?tls=true.")
    options = parse_qs(address.query)
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": address.hostname,
        "EMAIL_PORT": address.port or 25,
        "EMAIL_HOST_USER": unquote(address.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(address.password or ""),
        "EMAIL_USE_TLS": options.get("tls") == ["true"],
        "EMAIL_USE_SSL": options.get("ssl") == ["true"],
        "EMAIL_TIMEOUT": 10,
    }
