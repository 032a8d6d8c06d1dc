"""Fixtures that more than one directory of tests needs."""

import gc
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import psycopg
import pytest
from celery import current_app
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from django.test.utils import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as examples
from playwright.sync_api import Browser, ConsoleMessage, Page, expect, sync_playwright
from psycopg import sql
from psycopg.conninfo import make_conninfo
from whitenoise.middleware import WhiteNoiseMiddleware

from config import embedded, environment
from config.database_role import prepare_role
from config.health import WORKER_SEEN
from tests import emptied, factories, migrated, openid
from tests.browser import PATIENCE, wait_for_pages_that_presses_lead_to
from tests.mail import MailServer, mail_server

FAILURES = Path(settings.BASE_DIR, "test-results")
# In seconds.
LONGER_THAN_A_TEST = 60

# The same examples each time, however long one takes: a test that fails today failed yesterday.
examples.register_profile(
    "tests", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow]
)
examples.load_profile("tests")


@pytest.fixture(autouse=True, scope="module")
def _what_stays_is_no_garbage() -> None:
    """Steps of a worker collect garbage after them, and would look each time at all that the run has come to hold."""
    gc.collect()
    gc.freeze()


@pytest.fixture(autouse=True, scope="session")
def _cheap_passwords() -> Iterator[None]:
    """Argon2 is slow on purpose; a test that signs in need not wait for it."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True, scope="session")
def _static_files_found_once() -> Iterator[None]:
    """Every client loads the middleware, which looks for all static files: they stay what they are during a run."""
    find = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[str, dict[str, Any]] = {}

    def find_once(middleware: WhiteNoiseMiddleware) -> None:
        if middleware.static_prefix not in found:
            find(middleware)
            found[middleware.static_prefix] = dict(middleware.files)
        middleware.files.update(found[middleware.static_prefix])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", find_once)
        yield


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    """Rate limits and the word of a worker live in the cache; no test inherits another's."""
    cache.clear()


FACTORIES = [
    each for each in vars(factories).values() if isinstance(each, type) and issubclass(each, factories.Plainest)
]


def _count_from(number: int) -> None:
    for each in FACTORIES:
        each.reset_sequence(number, force=True)


@pytest.fixture(autouse=True, scope="module")
def _shared_rows_are_counted_apart() -> None:
    _count_from(10_000)


@pytest.fixture(autouse=True)
def _rows_are_counted_afresh() -> None:
    """Names and keys are the same whatever ran before, and as long as each other: “Person 10” would come before 9."""
    _count_from(100)


@pytest.fixture(autouse=True)
def _within_one_day() -> None:
    """What a test makes for today is looked at on the same day, in our time and in the server's."""
    now = time.time()
    until_midnight = min(86_400 - (now + offset) % 86_400 for offset in (0, time.localtime(now).tm_gmtoff))
    if until_midnight < LONGER_THAN_A_TEST:
        time.sleep(until_midnight)


# --- The application's role --------------------------------------------------------------------

APPLICATION_PASSWORD = "of the application's role in tests"


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_keepdb: bool) -> bool:
    """A throwaway server takes its databases with it; dropping one before waits in vain for whoever still reads it."""
    return django_db_keepdb or migrated.on_throwaway_server()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings: None, django_db_blocker: Any) -> None:
    with django_db_blocker.unblock():
        connection.settings_dict["TEST"]["TEMPLATE"] = migrated.template()


@pytest.fixture(autouse=True, scope="session")
def _quickly_emptied() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", emptied.empty)
        yield


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The test database, prepared as `manage.py prepare_database` prepares a real one."""
    with django_db_blocker.unblock():
        migrated.keep()
        prepare_role(connection, role=embedded.APPLICATION, password=APPLICATION_PASSWORD)


def _application_address() -> dict[str, str]:
    at = connection.get_connection_params()
    return {
        "host": at.get("host", ""),
        "port": str(at.get("port", "")),
        "dbname": at["dbname"],
        "user": embedded.APPLICATION,
        "password": APPLICATION_PASSWORD,
    }


@pytest.fixture
def app_role_connection(transactional_db: None) -> Iterator[psycopg.Connection]:
    """A session of its own as the application's role: what a fault or an intruder could do.

    It sees committed rows only, hence the transactional database.
    """
    with psycopg.connect(make_conninfo(**_application_address()), autocommit=True) as session:
        yield session


@pytest.fixture
def temporary_tables_allowed(transactional_db: None) -> Iterator[None]:
    """As on a server whose administrator kept that right for everybody."""
    with connection.cursor() as cursor:
        database = sql.Identifier(connection.get_connection_params()["dbname"])
        role = sql.Identifier(embedded.APPLICATION)
        cursor.execute(sql.SQL("GRANT TEMPORARY ON DATABASE {} TO {}").format(database, role).as_string())
        yield
        cursor.execute(sql.SQL("REVOKE TEMPORARY ON DATABASE {} FROM {}").format(database, role).as_string())


# --- A real worker -----------------------------------------------------------------------------


class Worker:
    """One Celery worker in a process of its own, over the test database, as the application's role."""

    def __init__(self, **variables: str) -> None:
        at = _application_address()
        address = (
            f"postgresql://{at['user']}:{at['password'].replace(' ', '%20')}@/{at['dbname']}?host={at['host']}"
            if at["host"].startswith("/")
            else f"postgresql://{at['user']}:{at['password'].replace(' ', '%20')}@{at['host']}:{at['port']}/{at['dbname']}"
        )
        cache.delete(WORKER_SEEN)
        self.process = subprocess.Popen(
            [
                *(sys.executable, "-m", "celery", "--app", "config", "worker"),
                *("--concurrency", "1", "--without-gossip", "--without-mingle", "--loglevel", "WARNING"),
            ],
            env=os.environ | {"DATABASE_URL": address} | variables,
            cwd=settings.BASE_DIR,
            start_new_session=True,
        )
        deadline = time.monotonic() + 240
        while cache.get(WORKER_SEEN) is None:
            assert self.process.poll() is None, "the worker ended at once"
            assert time.monotonic() < deadline, "the worker did not start"
            time.sleep(0.05)

    def kill(self) -> None:
        """As a machine that loses power would: the parent and the child at work, at once."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def stop(self) -> None:
        """At once, without waiting for the job at hand, nor for what Celery puts in order as it goes."""
        if self.process.poll() is None:
            self.kill()


@pytest.fixture(scope="module")
def celery_worker_process(django_db_setup: None, django_db_blocker: Any) -> Iterator[Worker]:
    """A worker for the tests of one module. A test that kills workers takes `start_worker` instead."""
    with django_db_blocker.unblock():
        current_app.control.purge()
        worker = Worker()
    yield worker
    worker.stop()


@pytest.fixture
def start_worker(transactional_db: None) -> Iterator[Callable[..., Worker]]:
    """Starts a worker each time it is called, with more variables if given; at the end it stops them."""
    current_app.control.purge()
    with ExitStack() as workers:

        def start(**variables: str) -> Worker:
            worker = Worker(**variables)
            workers.callback(worker.stop)
            return worker

        yield start


# --- A real browser ----------------------------------------------------------------------------

CHROMIUM_OPTIONS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-extensions",
    "--disable-gpu",
    # Debian's own options switch it on, and without a graphics card it only costs time.
    "--disable-gpu-rasterization",
    "--disable-quic",
    "--disable-software-rasterizer",
    "--disable-sync",
    "--no-first-run",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium-headless-shell") or shutil.which("chromium")
    if not chromium:
        pytest.fail("Browser tests need Chromium: run `make test`, or apt-get install chromium-headless-shell.")
    # Chromium's own sandbox refuses root.
    options = [*CHROMIUM_OPTIONS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        wait_for_pages_that_presses_lead_to(patch)
        expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=chromium, args=options, timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture
def new_page(browser: Browser, live_server: Any, request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """Opens a page of a browser of its own, one for each person of a story.

    Takes what a browser context takes (`viewport`, `java_script_enabled`, …). Fails the test when
    a page reports an error, so also when it breaks the content security policy.
    """
    if not Path(settings.BASE_DIR, "static/build").is_dir():
        pytest.fail("Browser tests need the stylesheet: run `make static`.")
    errors: list[str] = []
    with ExitStack() as contexts:

        def note(message: ConsoleMessage) -> None:
            # A page that answers 403 or 409 on purpose is no fault of its scripts.
            if message.type == "error" and "Failed to load resource" not in message.text:
                errors.append(f"{message.text} ({message.location.get('url')})")

        def open_page(**options: Any) -> Page:
            context = browser.new_context(
                base_url=live_server.url, locale="en-GB", timezone_id="Europe/London", **options
            )
            contexts.callback(context.close)
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            page.on("console", note)
            page.on("pageerror", lambda error: errors.append(str(error)))
            contexts.callback(_picture_of_failure, page, request)
            return page

        yield open_page
    assert errors == []


def _picture_of_failure(page: Page, request: pytest.FixtureRequest) -> None:
    if getattr(request.node, "failed", False) and not page.is_closed():
        FAILURES.mkdir(exist_ok=True)
        name = re.sub(r"\W+", "-", request.node.nodeid)
        page.screenshot(path=FAILURES / f"{name}.png", full_page=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report = yield
    if report.when == "call" and report.failed:  # type: ignore[attr-defined]
        item.failed = True  # type: ignore[attr-defined]
    return report


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A browser at the live server, as wide as a laptop."""
    return new_page(viewport={"width": 1280, "height": 900})


# --- A real mail server ------------------------------------------------------------------------


@pytest.fixture
def smtp_server(settings: Any) -> Iterator[MailServer]:
    """Django sends its mail there, instead of to a list; a worker does if it is given EMAIL_URL."""
    with mail_server() as server:
        for name, value in environment.email_settings(server.url).items():
            setattr(settings, name, value)
        yield server


# --- A real provider of OpenID Connect ---------------------------------------------------------


@pytest.fixture
def sign_in_with(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Callable[[dict[str, str]], None]:
    """Lets people sign in with the providers that these variables name, as a deployment does."""

    def take(variables: dict[str, str]) -> None:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        apps = environment.sign_ins(name="Fernshire Council")
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": apps}}
        allowed = {"form-action": ["'self'", *environment.sign_in_origins(apps)]}
        directives = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"] | allowed
        settings.CONTENT_SECURITY_POLICY = {"DIRECTIVES": directives}

    return take


@pytest.fixture
def council(sign_in_with: Callable[[dict[str, str]], None]) -> Iterator[openid.Provider]:
    """The council's own sign-in, in a thread of its own."""
    with openid.provider() as council:
        sign_in_with(council.environment)
        yield council
