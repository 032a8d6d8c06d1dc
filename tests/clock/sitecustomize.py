"""Sets the clock of a process that a test starts with NOW and with this directory on its PYTHONPATH."""

import os

import time_machine

if now := os.environ.get("NOW"):
    time_machine.travel(now, tick=True).start()
