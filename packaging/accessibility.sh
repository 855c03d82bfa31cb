#!/bin/sh
# One look from outside, as a screen reader has it: start, log a value by keys, hear it said.
# Needs Xvfb, xdotool, dbus-run-session (dbus), at-spi2-core, and a system Python 3 with pyatspi:
#   apt-get install xvfb xdotool dbus at-spi2-core python3-pyatspi gir1.2-atspi-2.0
set -eu
cd "$(dirname "$0")/.."
for needed in xvfb-run xdotool dbus-run-session; do
  command -v "$needed" >/dev/null || { echo "accessibility: $needed is missing; see the head of $0" >&2; exit 2; }
done
listener=${LISTENER:-/usr/bin/python3}
"$listener" -c 'import pyatspi' 2>/dev/null ||
  { echo "accessibility: $listener has no pyatspi; see the head of $0" >&2; exit 2; }
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_CONFIG_HOME="$home/config" XDG_DATA_HOME="$home/data"
export XDG_STATE_HOME="$home/state" XDG_CACHE_HOME="$home/cache" XDG_RUNTIME_DIR="$home"
export QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1 QT_ACCESSIBILITY=1
unset QT_QPA_PLATFORM || true
timeout 180 xvfb-run -a dbus-run-session -- \
  "$listener" packaging/accessibility.py "${VENV:-.venv}/bin/python"
