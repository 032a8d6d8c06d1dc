import subprocess
import sys
import time

import psutil
import pytest

from config.processes import Ended, Processes

WAIT = [sys.executable, "-c", "import time; time.sleep(600)"]
# A parent with a child, as the worker and the web server are; it does not heed the first word.
STUBBORN = [
    sys.executable,
    "-c",
    "import signal, subprocess, sys, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
    "subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)']); time.sleep(600)",
]
RUN = """
import sys, time
from pathlib import Path
from config.processes import Processes
with Processes(Path(sys.argv[1])) as processes:
    processes.start("left", [sys.executable, "-c", "import time; time.sleep(600)"], {})
    print(processes.started["left"].pid, flush=True)
    time.sleep(600)
"""


def _lives(pid):
    try:
        return psutil.Process(pid).status() != psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return False


def test_end_of_the_block_ends_what_was_started(tmp_path):
    with Processes(tmp_path) as processes:
        processes.start("waiting", WAIT, {})
        pid = processes.started["waiting"].pid
        assert _lives(pid)

    assert not _lives(pid)
    assert not (tmp_path / "processes.json").exists()


def test_process_that_does_not_heed_is_ended_with_its_children(tmp_path, monkeypatch):
    monkeypatch.setattr("config.processes.PATIENCE", 0.5)
    with Processes(tmp_path) as processes:
        processes.start("stubborn", STUBBORN, {})
        parent = psutil.Process(processes.started["stubborn"].pid)
        deadline = time.monotonic() + 60
        while not parent.children() and time.monotonic() < deadline:
            time.sleep(0.02)
        (child,) = parent.children()

    assert not _lives(parent.pid)
    assert not _lives(child.pid)


def test_what_a_killed_run_left_is_ended_by_the_next(tmp_path):
    run = subprocess.Popen([sys.executable, "-c", RUN, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert run.stdout is not None
    left = int(run.stdout.readline())
    run.kill()
    run.wait()
    assert _lives(left)

    with Processes(tmp_path):
        assert not _lives(left)


def test_number_that_has_passed_to_another_process_is_left_alone(tmp_path):
    other = subprocess.Popen(WAIT)
    (tmp_path / "processes.json").write_text(f"[[{other.pid}, 1.0]]")

    with Processes(tmp_path):
        assert _lives(other.pid)
    other.kill()
    other.wait()


def test_process_that_ends_by_itself_is_named_with_its_last_words(tmp_path):
    with Processes(tmp_path) as processes:
        processes.start("web", [sys.executable, "-c", "raise SystemExit('no such port')"], {})
        processes.started["web"].wait()

        with pytest.raises(Ended, match=r"(?s)The web process ended by itself .*no such port"):
            processes.check()
