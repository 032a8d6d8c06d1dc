#!/bin/bash
# Installs the system packages that are missing, on Debian and what descends from it.
#
#   requirements/debian.sh demo|test|prove
#
# Does nothing where nothing is missing; on another system it says what is.
set -euo pipefail

missing=()
has_library() { python3 -c 'import ctypes, sys; ctypes.CDLL(sys.argv[1])' "$1" 2>/dev/null; }

python3 -c 'import ensurepip, venv' 2>/dev/null || missing+=(python3-venv)
# What WeasyPrint typesets with.
has_library libpango-1.0.so.0 || missing+=(libpango-1.0-0)
has_library libpangoft2-1.0.so.0 || missing+=(libpangoft2-1.0-0)
has_library libharfbuzz-subset.so.0 || missing+=(libharfbuzz-subset0)
if [ "${1:-demo}" != demo ]; then
    # Chromium without a window, which takes a third less of the processor than the one with a window that nobody sees.
    command -v "${CHROMIUM:-chromium-headless-shell}" >/dev/null || missing+=(chromium-headless-shell)
fi
if [ "${1:-demo}" = prove ]; then
    # The one that people have, which reports are measured against.
    command -v "${CHROMIUM:-chromium}" >/dev/null || missing+=(chromium)
fi

[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null; then
    # WeasyPrint finds Homebrew's libraries by other names, and says so itself if it does not.
    echo "This is not Debian, so these cannot be installed for you: ${missing[*]} (Debian's names)." >&2
    exit 0
fi
as_root=()
if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || { echo "Ask an administrator to install: ${missing[*]}" >&2; exit 1; }
    as_root=(sudo)
fi
echo "Installing ${missing[*]} …"
export DEBIAN_FRONTEND=noninteractive
"${as_root[@]}" apt-get update -qq
# A new machine may be at its own updates.
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300 install -y -qq --no-install-recommends "${missing[@]}" >/dev/null </dev/null
