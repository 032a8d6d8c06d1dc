"""What the settings come to in production, asked of a process of their own."""

import json
import os
import subprocess
import sys

PRODUCTION = {
    "SECRET_KEY": "a production key of fifty characters or more, at random",
    "DATABASE_URL": "postgresql://plan_app:secret@database/plan",
    "REDIS_URL": "redis://queue:6379/0",
    "ALLOWED_HOSTS": "plan.example",
    "EMAIL_URL": "smtp://mail.example",
}
ENTRA = {
    "OIDC_ISSUER": "https://login.microsoftonline.com/5f0c9d2e-tenant/v2.0",
    "OIDC_CLIENT_ID": "1d2c",
    "OIDC_CLIENT_SECRET": "secret",
    "OIDC_NAME": "your council account",
}
UNSET = ("DEBUG", "HTTPS", "STATIC_MANIFEST", "DATABASE_OWNER_URL", "DEMO", "DJANGO_ALLOW_ASYNC_UNSAFE")


def _run(*command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name not in UNSET} | PRODUCTION | variables
    return subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, check=False)


def _settings(*names: str, **variables: str):
    program = "import json; from django.conf import settings; "
    program += f"print(json.dumps([getattr(settings, name) for name in {list(names)}], default=str))"
    done = _run("-c", program, DJANGO_SETTINGS_MODULE="config.settings", **variables)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_production_settings_pass_djangos_deployment_check():
    done = _run("manage.py", "check", "--deploy", "--fail-level", "WARNING")

    assert (done.returncode, done.stdout.strip()) == (0, "System check identified no issues (1 silenced)."), done.stderr


def test_production_asks_for_https_everywhere():
    names = ("SECURE_SSL_REDIRECT", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_HSTS_SECONDS", "DEBUG")

    assert _settings(*names) == [True, True, True, 31536000, False]


def test_only_a_web_process_pools_its_connections():
    (databases,) = _settings("DATABASES")
    assert "OPTIONS" not in databases["default"]
    assert databases["default"]["CONN_MAX_AGE"] == 0

    done = _run(
        "-c", "import config.wsgi; from django.db import connection; print(connection.settings_dict['OPTIONS'])"
    )

    assert done.stdout.strip() == "{'pool': {'min_size': 1, 'max_size': 8, 'timeout': 10}}", done.stderr


def test_only_the_migrate_step_knows_the_owner():
    assert list(_settings("DATABASES")[0]) == ["default"]
    owner = "postgresql://plan_owner:secret@database/plan"
    assert list(_settings("DATABASES", DATABASE_OWNER_URL=owner)[0]) == ["default", "owner"]


def test_web_process_without_a_secret_key_stops():
    done = _run("-c", "import config.wsgi", SECRET_KEY="")

    assert done.returncode != 0
    assert "Set SECRET_KEY in the environment" in done.stderr


def test_sign_in_may_take_the_form_to_the_providers_and_nowhere_else():
    (policy,) = _settings(
        "CONTENT_SECURITY_POLICY",
        **ENTRA,
        OIDC_OTHERS="nhs",
        **{name.replace("OIDC_", "OIDC_NHS_"): value for name, value in ENTRA.items()}
        | {"OIDC_NHS_ISSUER": "https://sign-in.trust.example:8443/realms/plan"},
        OIDC_HOSTS="broker.example",
    )

    assert policy["DIRECTIVES"]["form-action"] == [
        "'self'",
        "https://login.microsoftonline.com",
        "https://sign-in.trust.example:8443",
        "https://broker.example",
    ]


def test_without_a_provider_forms_stay_here():
    (policy, providers) = _settings("CONTENT_SECURITY_POLICY", "SOCIALACCOUNT_PROVIDERS")

    assert policy["DIRECTIVES"]["form-action"] == ["'self'"]
    assert providers == {"openid_connect": {"APPS": []}}


def test_embedded_servers_are_not_imported_by_what_serves_people():
    program = (
        "import sys, config.wsgi, config.health; print([m for m in ('config.embedded', 'psutil') if m in sys.modules])"
    )

    assert _run("-c", program).stdout.strip() == "[]"
