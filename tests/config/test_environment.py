import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from config import environment


def test_empty_variable_counts_as_not_set(monkeypatch):
    monkeypatch.setenv("SERVICE_NAME", " ")

    assert environment.text("SERVICE_NAME", "Children’s Plan") == "Children’s Plan"


@pytest.mark.parametrize(("said", "meant"), [("true", True), ("1", True), ("No", False), ("", True)])
def test_flag_reads_yes_and_no(monkeypatch, said, meant):
    monkeypatch.setenv("HTTPS", said)

    assert environment.flag("HTTPS", default=True) is meant


def test_flag_that_says_neither_is_refused(monkeypatch):
    monkeypatch.setenv("HTTPS", "perhaps")

    with pytest.raises(ImproperlyConfigured, match="HTTPS must be true or false, not “perhaps”"):
        environment.flag("HTTPS", default=True)


def test_number_that_is_none_is_refused(monkeypatch):
    monkeypatch.setenv("TRUSTED_PROXIES", "one")

    with pytest.raises(ImproperlyConfigured, match="TRUSTED_PROXIES must be a whole number"):
        environment.number("TRUSTED_PROXIES", default=0)


def test_serving_without_its_variables_is_refused(monkeypatch):
    monkeypatch.delenv("SECRET_KEY")
    monkeypatch.setenv("ALLOWED_HOSTS", "")

    with pytest.raises(ImproperlyConfigured, match=r"Set SECRET_KEY, ALLOWED_HOSTS in the environment"):
        environment.require_to_serve()


@pytest.mark.parametrize(
    ("redis_url", "broker", "cache"),
    [
        ("redis://queue:6379/0", "redis://queue:6379/0", "redis://queue:6379/1"),
        ("rediss://:secret@queue/2", "rediss://:secret@queue/2", "rediss://:secret@queue/1"),
        ("unix:///run/v.sock?db=0", "redis+socket:///run/v.sock?virtual_host=0", "unix:///run/v.sock?db=1"),
        ("unix:///run/v.sock", "redis+socket:///run/v.sock?virtual_host=0", "unix:///run/v.sock?db=1"),
    ],
)
def test_one_redis_address_serves_broker_and_cache(redis_url, broker, cache):
    assert environment.broker_address(redis_url) == broker
    assert environment.cache_address(redis_url, database=1) == cache


def test_email_address_becomes_djangos_settings():
    assert environment.email_settings("smtp://plan%40council:se%2Fcret@mail.example:587?tls=true") == {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": "mail.example",
        "EMAIL_PORT": 587,
        "EMAIL_HOST_USER": "plan@council",
        "EMAIL_HOST_PASSWORD": "se/cret",
        "EMAIL_USE_TLS": True,
        "EMAIL_USE_SSL": False,
        "EMAIL_TIMEOUT": 10,
    }


def test_email_address_that_is_none_is_refused():
    with pytest.raises(ImproperlyConfigured, match="EMAIL_URL must look like"):
        environment.email_settings("mail.example:587")


# --- Signing in with accounts held elsewhere ---------------------------------------------------


@pytest.fixture
def entra(monkeypatch):
    monkeypatch.setenv("OIDC_ISSUER", "https://login.microsoftonline.com/5f0c/v2.0/")
    monkeypatch.setenv("OIDC_CLIENT_ID", "1d2c")
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "of the council")
    monkeypatch.setenv("OIDC_EMAIL_DOMAINS", "fernshire.example, schools.fernshire.example")


def test_no_sign_in_elsewhere_unless_it_is_named():
    assert environment.sign_ins(name="Fernshire Council") == []


def test_two_sign_ins_each_have_their_own_variables(monkeypatch, entra):
    monkeypatch.setenv("OIDC_OTHERS", "nhs")
    monkeypatch.setenv("OIDC_NHS_ISSUER", "https://sign-in.trust.example/realms/plan")
    monkeypatch.setenv("OIDC_NHS_CLIENT_ID", "plan")
    monkeypatch.setenv("OIDC_NHS_CLIENT_SECRET", "of the trust")
    monkeypatch.setenv("OIDC_NHS_NAME", "your NHS account")

    assert environment.sign_ins(name="Fernshire Council") == [
        {
            "provider_id": "council",
            "name": "Fernshire Council",
            "client_id": "1d2c",
            "secret": "of the council",
            "settings": {
                "server_url": "https://login.microsoftonline.com/5f0c/v2.0",
                "oauth_pkce_enabled": True,
                "verified_email": ["fernshire.example", "schools.fernshire.example"],
            },
        },
        {
            "provider_id": "nhs",
            "name": "your NHS account",
            "client_id": "plan",
            "secret": "of the trust",
            "settings": {
                "server_url": "https://sign-in.trust.example/realms/plan",
                "oauth_pkce_enabled": True,
                "verified_email": [],
            },
        },
    ]


def test_sign_in_without_all_its_variables_is_refused(monkeypatch, entra):
    monkeypatch.setenv("OIDC_OTHERS", "nhs")
    monkeypatch.setenv("OIDC_NHS_CLIENT_ID", "plan")

    with pytest.raises(
        ImproperlyConfigured, match="^Set OIDC_NHS_ISSUER, OIDC_NHS_CLIENT_SECRET, OIDC_NHS_NAME in the environment"
    ):
        environment.sign_ins(name="Fernshire Council")


@pytest.mark.parametrize("other", ["NHS", "the nhs", "council", "n/s"])
def test_sign_in_with_a_name_that_makes_no_address_is_refused(monkeypatch, other):
    monkeypatch.setenv("OIDC_OTHERS", other)

    with pytest.raises(ImproperlyConfigured, match=f"^OIDC_OTHERS names sign-ins in small letters, not “{other}”"):
        environment.sign_ins(name="Fernshire Council")


@pytest.mark.parametrize("tenant", ["common", "organizations", "consumers"])
def test_sign_in_of_everybody_at_microsoft_is_refused(monkeypatch, entra, tenant):
    monkeypatch.setenv("OIDC_ISSUER", f"https://login.microsoftonline.com/{tenant}/v2.0")

    with pytest.raises(ImproperlyConfigured, match="^OIDC_ISSUER must name the tenant"):
        environment.sign_ins(name="Fernshire Council")


def test_readme_explains_every_variable():
    readme = Path(settings.BASE_DIR, "README.md").read_text()
    read = re.compile(
        r'(?:\b(?:env|environment)\.|(?<![.\w]))(?:text|flag|number|items)\("([A-Z_]+)"|environ(?:\.get)?[\[(]"([A-Z_]+)"'
    )
    modules = Path(settings.BASE_DIR, "config").glob("*.py")
    names = {first or second for module in modules for first, second in read.findall(module.read_text())}
    # Read under a name that is put together: the sign-ins of others have variables that are called alike.
    names |= {f"OIDC_{part}" for part in ("CLIENT_ID", "CLIENT_SECRET", "NAME", "EMAIL_DOMAINS")}

    assert {"SECRET_KEY", "OIDC_ISSUER", "OIDC_OTHERS", "PORT"} <= names
    assert {name for name in names if f"`{name}`" not in readme} == set()
