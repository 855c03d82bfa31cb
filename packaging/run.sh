#!/bin/sh
# Brings what is lacking, then opens the window.
#   sh packaging/run.sh [--yes] [--demo] [whatever else `impact-tracker` knows]
# --yes: asks nothing before it installs.
set -eu
trap 'exit 130' INT
clone=$(CDPATH='' cd -- "$(dirname "$0")/.." && pwd)
yes=''
for word; do
    shift
    if [ "$word" = --yes ]; then yes=--yes; else set -- "$@" "$word"; fi
done

# As `tracker.__main__` does: with nothing but these the window opens, else it is the command line.
opens_a_window() {
    while [ $# -gt 0 ]; do
        case $1 in
            --demo | --smoke) ;;
            --data) [ $# -lt 2 ] || shift ;;
            *) return 1 ;;
        esac
        shift
    done
}

screen=''
window=''
if opens_a_window "$@"; then
    window=yes
    case $(uname):${QT_QPA_PLATFORM:-xcb} in
        Linux:xcb* | Linux:wayland*)
            if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
                echo "There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set." >&2
                exit 1
            fi
            screen=--screen
            ;;
    esac
fi
sh "$clone/packaging/setup.sh" ${yes:+"$yes"} ${screen:+"$screen"}
case ${VENV:=.venv} in
    /*) ;;
    *) VENV=$clone/$VENV ;;
esac
[ -z "$window" ] || echo "Opening Impact Tracker"
exec "$VENV/bin/python" -m tracker "$@"
