"""Write a plan of any size into the database of DATABASE_URL.

python -m benchmarks.generate --actions 300 --periods 20
"""

import argparse
import os

import django


def main() -> None:
    parser = argparse.ArgumentParser(description="Write a plan of any size into the database of DATABASE_URL.")
    parser.add_argument("--actions", type=int, default=300)
    parser.add_argument("--periods", type=int, default=20)
    parser.add_argument("--slug", default="generated")
    options = parser.parse_args()

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from django.utils import timezone

    from benchmarks.plan import generate

    made = generate(actions=options.actions, periods=options.periods, today=timezone.localdate(), slug=options.slug)
    print(f"/periods/{made.frozen_pk}/dashboard/ is frozen, /periods/{made.open_pk}/dashboard/ is open.")


if __name__ == "__main__":
    main()
