"""How long the pages that people wait for take, on a plan of any size.

    python -m benchmarks.run --actions 300 1000

Starts servers of its own, writes a plan of each size, and measures. benchmarks/README.md says how to read it.
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from contextlib import ExitStack
from io import StringIO

import django

from config import embedded

# Servers and settings as people have them, but for what needs a certificate or a collected stylesheet.
SETTINGS = {
    "SECRET_KEY": "for-measuring-only",
    "ALLOWED_HOSTS": "testserver",
    "HTTPS": "false",
    "STATIC_MANIFEST": "false",
    "LOG_LEVEL": "WARNING",
    "DJANGO_SETTINGS_MODULE": "config.settings",
}


# Beside many measures, so that a page is measured by these alone.
FEW_ACTIONS = 10


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the pages that people wait for.")
    parser.add_argument("--actions", type=int, nargs="+", default=[300], help="sizes of plan, in actions")
    parser.add_argument("--periods", type=int, default=20, help="reporting periods of each plan")
    parser.add_argument("--measures", type=int, nargs="*", default=[200], help="sizes of scorecard, in measures")
    parser.add_argument("--rounds", type=int, default=15, help="how often each page is asked for")
    options = parser.parse_args()

    with ExitStack() as stack:
        servers = stack.enter_context(embedded.throwaway())
        os.environ.update(SETTINGS | servers.environment())
        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connections
        from django.utils import timezone

        from benchmarks.measure import measure, report, subjects_of, subjects_of_measures
        from benchmarks.plan import generate

        stack.callback(connections.close_all)
        warnings.filterwarnings("ignore", "No directory at")
        settings.ROOT_URLCONF = "benchmarks.urls"
        call_command("prepare_database", verbosity=0, stdout=StringIO())
        kept = True
        for actions in options.actions:
            made = generate(
                actions=actions, periods=options.periods, today=timezone.localdate(), slug=f"plan-of-{actions}"
            )
            print(f"{actions} actions, {options.periods} periods, medians of {options.rounds} interleaved rounds\n")
            lines, missed = report(measure(subjects_of(made), rounds=options.rounds))
            print("\n".join(lines), end="\n\n")
            kept = kept and not missed
        for measures in options.measures:
            made = generate(
                actions=FEW_ACTIONS,
                periods=options.periods,
                today=timezone.localdate(),
                slug=f"scorecard-of-{measures}",
                measures=measures,
            )
            print(f"{measures} measures, {options.periods} periods, medians of {options.rounds} interleaved rounds\n")
            lines, missed = report(measure(subjects_of_measures(made), rounds=options.rounds))
            print("\n".join(lines), end="\n\n")
            kept = kept and not missed
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
