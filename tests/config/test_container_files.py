"""No container engine runs here; what can be known without one is tested."""

import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from django.conf import settings
from django.core.management import get_commands

from config.environment import REQUIRED_TO_SERVE

ROOT = Path(settings.BASE_DIR)
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
DOCKERFILE = (ROOT / "Dockerfile").read_text()
OURS = ("web", "worker", "beat", "migrate")


@pytest.mark.parametrize("service", OURS)
def test_command_of_each_service_exists(service):
    program, *arguments = COMPOSE["services"][service]["command"]
    if program == "python":
        assert arguments[0] == "manage.py"
        assert arguments[1] in get_commands()
    else:
        assert shutil.which(program, path=Path(sys.executable).parent)


def test_gunicorn_takes_its_configuration():
    done = subprocess.run(
        [sys.executable, "-m", "gunicorn", *COMPOSE["services"]["web"]["command"][1:], "--check-config"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stderr


def test_dockerfile_starts_what_compose_starts():
    command = re.search(r"^CMD (.*)$", DOCKERFILE, re.MULTILINE)

    assert command is not None
    assert yaml.safe_load(command[1]) == COMPOSE["services"]["web"]["command"]


def test_every_module_that_a_container_runs_exists():
    text = DOCKERFILE + (ROOT / "docker-compose.yml").read_text()
    modules = set(re.findall(r"config\.\w+", text))

    assert modules == {"config.gunicorn_conf", "config.ask_health"}
    assert all(find_spec(module) for module in modules)


def test_image_holds_every_app_and_none_of_the_embedded_servers():
    lines = (ROOT / ".dockerignore").read_text().splitlines()

    assert {f"!{app.split('.')[0]}" for app in settings.INSTALLED_APPS if (ROOT / app).is_dir()} <= set(lines)
    assert "config/embedded.py" in lines


@pytest.mark.parametrize("service", ["web", "worker", "beat"])
def test_service_is_given_what_it_needs_and_not_the_owner(service):
    given = COMPOSE["services"][service]["environment"]

    assert set(REQUIRED_TO_SERVE) <= set(given)
    assert "DATABASE_OWNER_URL" not in given
    assert given["DATABASE_URL"].startswith("postgresql://plan_app:")


def test_migrate_step_signs_in_as_the_owner():
    assert COMPOSE["services"]["migrate"]["environment"]["DATABASE_OWNER_URL"].startswith("postgresql://plan_owner:")


def test_health_check_reports_a_web_process_that_is_not_there(monkeypatch, capsys):
    from config.ask_health import main

    monkeypatch.setenv("BIND", "0.0.0.0:1")

    assert main("healthz") == 1
    assert "refused" in capsys.readouterr().out


def test_health_check_of_a_living_web_process_passes(monkeypatch, live_server):
    from config.ask_health import main

    monkeypatch.setenv("BIND", f"0.0.0.0:{live_server.thread.port}")
    monkeypatch.setenv("ALLOWED_HOSTS", "localhost")

    assert main("healthz") == 0
