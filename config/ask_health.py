"""`python -m config.ask_health healthz`: what a container's health check runs; it needs no curl."""

import os
import sys
import urllib.error
import urllib.request


def main(page: str) -> int:
    """0 if the web process in this container answers 200, else 1 with its answer."""
    host = os.environ.get("ALLOWED_HOSTS", "localhost").split(",")[0].strip().removeprefix(".")
    port = os.environ.get("BIND", "0.0.0.0:8000").rpartition(":")[2]
    request = urllib.request.Request(f"http://127.0.0.1:{port}/{page}", headers={"Host": host})
    try:
        with urllib.request.urlopen(request, timeout=4):
            return 0
    except urllib.error.HTTPError as error:
        print(error.read().decode().strip())
    except OSError as error:
        print(error)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
