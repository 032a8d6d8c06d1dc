"""No container engine runs here; what can be known without one is tested."""

import json
import re
import shlex
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from celery.bin.celery import celery as celery_commands
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


@pytest.mark.parametrize("service", ["worker", "beat"])
def test_celery_knows_every_option_it_is_given(service):
    _program, *arguments = COMPOSE["services"][service]["command"]
    name = arguments[2]
    given = {argument for argument in arguments[3:] if argument.startswith("--")}

    known = {option for parameter in celery_commands.commands[name].params for option in parameter.opts}

    assert (arguments[:2], given - known) == (["--app", "config"], set())


def test_health_check_of_the_worker_asks_celery_for_what_it_knows():
    kind, command = COMPOSE["services"]["worker"]["healthcheck"]["test"]
    program, *arguments = shlex.split(command)
    options = {option for parameter in celery_commands.commands["inspect"].params for option in parameter.opts}

    assert (kind, program, arguments[:4]) == ("CMD-SHELL", "celery", ["--app", "config", "inspect", "ping"])
    assert {argument for argument in arguments[4:] if argument.startswith("--")} <= options


def test_health_check_of_the_web_process_runs_a_module_of_ours():
    assert COMPOSE["services"]["web"]["healthcheck"]["test"] == ["CMD", "python", "-m", "config.ask_health", "healthz"]


def test_everything_the_image_is_made_from_is_there():
    copied = re.findall(r"^COPY (?!--from)(.*) \S+$", DOCKERFILE, re.MULTILINE)
    sources = {source for line in copied for source in line.split()}

    assert len(sources) > 3
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_every_command_that_makes_the_image_exists():
    commands = set(re.findall(r"manage\.py (\w+)", DOCKERFILE))
    scripts = set(re.findall(r"npm run (\w+)", DOCKERFILE))
    modules = set(re.findall(r"python -m (\w+)", DOCKERFILE))

    assert (commands, scripts, modules) == ({"collectstatic"}, {"build"}, {"venv", "compileall"})
    assert commands <= set(get_commands())
    assert scripts <= set(json.loads((ROOT / "package.json").read_text())["scripts"])
    assert all(find_spec(module) for module in modules)


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
