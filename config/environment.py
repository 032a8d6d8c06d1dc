"""Settings as the environment gives them, and the few shapes Django wants them in."""

import os
import re
from collections.abc import Iterable, Mapping
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


# Addresses at which Microsoft signs in the people of any organisation whatever.
ANYBODY = {"common", "organizations", "consumers"}


def sign_ins(*, name: str) -> list[dict[str, Any]]:
    """The OpenID Connect providers as allauth takes them: the council's own first, which is called `name` if it has
    no OIDC_NAME, then those that OIDC_OTHERS names. None when OIDC_ISSUER is not set.
    """
    prefixes = {"council": "OIDC"} if text("OIDC_ISSUER") else {}
    for other in items("OIDC_OTHERS"):
        if not re.fullmatch("[a-z][a-z0-9]*", other) or other == "council":
            raise ImproperlyConfigured(f"OIDC_OTHERS names sign-ins in small letters, not “{other}”.")
        prefixes[other] = f"OIDC_{other.upper()}"
    return [_sign_in(key, prefix, name=name if key == "council" else "") for key, prefix in prefixes.items()]


def _sign_in(key: str, prefix: str, *, name: str) -> dict[str, Any]:
    said = {part: text(f"{prefix}_{part}") for part in ("ISSUER", "CLIENT_ID", "CLIENT_SECRET", "NAME")}
    said["NAME"] = said["NAME"] or name
    if missing := [f"{prefix}_{part}" for part, value in said.items() if not value]:
        raise ImproperlyConfigured(f"Set {', '.join(missing)} in the environment; see README.md.")
    if ANYBODY & set(urlsplit(said["ISSUER"]).path.split("/")):
        raise ImproperlyConfigured(
            f"{prefix}_ISSUER must name the tenant: at {said['ISSUER']} anybody’s administrator can claim any address."
        )
    return {
        "provider_id": key,
        "name": said["NAME"],
        "client_id": said["CLIENT_ID"],
        "secret": said["CLIENT_SECRET"],
        "settings": {
            "server_url": said["ISSUER"].rstrip("/"),
            "oauth_pkce_enabled": True,
            # Domains whose addresses the issuer vouches for without saying so in every answer.
            "verified_email": items(f"{prefix}_EMAIL_DOMAINS"),
        },
    }


def sign_in_origins(providers: Iterable[Mapping[str, Any]]) -> list[str]:
    """Where a form of ours may lead a browser: to the issuers, and to the further hosts of OIDC_HOSTS."""
    issuers = [urlsplit(provider["settings"]["server_url"]) for provider in providers]
    origins = [f"{issuer.scheme}://{issuer.netloc}" for issuer in issuers]
    return list(dict.fromkeys([*origins, *(f"https://{host}" for host in items("OIDC_HOSTS"))]))
