"""The processes of one run: started together, watched, ended together, and found again if it was killed."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

# A worker may finish the page it is on; what it leaves undone is sent again.
PATIENCE = 15


class Ended(RuntimeError):
    """A process that should have gone on is gone; the text names it and its log."""


class Processes:
    """Ends whatever it started when its block ends, and at its start what a killed run left behind.

    Which processes those are is kept in `directory`, each with the instant it began: numbers come round again.
    """

    def __init__(self, directory: Path, *, to_terminal: bool = False) -> None:
        self.directory = directory
        self.to_terminal = to_terminal
        self.note = directory / "processes.json"
        self.started: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        self.directory.mkdir(parents=True, exist_ok=True)
        _end([process for process in map(_again, self._noted()) if process])
        self._write_note()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        # The newest first: the web server stops taking work before the worker goes.
        _end([psutil.Process(it.pid) for it in reversed(self.started.values()) if it.poll() is None])
        self.note.unlink(missing_ok=True)

    def start(self, name: str, command: Sequence[str | Path], environment: Mapping[str, str]) -> None:
        with (self.directory / f"{name}.log").open("ab") as log:
            self.started[name] = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=None if self.to_terminal else log,
                stderr=None if self.to_terminal else log,
                # Ctrl-C reaches us only; we end the others in order.
                start_new_session=True,
            )
        self._write_note()

    def check(self) -> None:
        for name, process in self.started.items():
            if process.poll() is not None:
                log = self.directory / f"{name}.log"
                last = "" if self.to_terminal else "\n".join(log.read_text(errors="replace").splitlines()[-15:])
                raise Ended(f"The {name} process ended by itself (see {log}).\n{last}")

    def _noted(self) -> list[tuple[int, float]]:
        try:
            return [(pid, created) for pid, created in json.loads(self.note.read_text())]
        except (FileNotFoundError, ValueError):
            return []

    def _write_note(self) -> None:
        alive = [psutil.Process(it.pid) for it in self.started.values() if it.poll() is None]
        self.note.write_text(json.dumps([(process.pid, process.create_time()) for process in alive]))


def _again(noted: tuple[int, float]) -> psutil.Process | None:
    """The process that was noted, if it still runs."""
    pid, created = noted
    try:
        process = psutil.Process(pid)
        return process if process.create_time() == created else None
    except psutil.NoSuchProcess:
        return None


def _end(processes: Sequence[psutil.Process]) -> None:
    """Ask each to finish, then end what is left of it and of its children."""
    family = [member for process in processes for member in [*_children(process), process]]
    for process in processes:
        _signal(process, signal.SIGTERM)
    _wait(family, PATIENCE)
    for member in family:
        _signal(member, signal.SIGKILL)
    _wait(family, PATIENCE)


def _wait(processes: Sequence[psutil.Process], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while any(map(_lives, processes)) and time.monotonic() < deadline:
        time.sleep(0.05)


def _children(process: psutil.Process) -> list[psutil.Process]:
    try:
        return list(process.children(recursive=True))
    except psutil.NoSuchProcess:
        return []


def _signal(process: psutil.Process, number: signal.Signals) -> None:
    with suppress(psutil.NoSuchProcess):
        process.send_signal(number)


def _lives(process: psutil.Process) -> bool:
    """A zombie is dead: a container without an init keeps those."""
    try:
        return process.is_running() and process.status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False
