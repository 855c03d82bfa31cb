#!/bin/sh
# Brings what is lacking, then looks at the code and runs the tests.
#   sh packaging/test.sh [--yes] [--all] [--lint] [what pytest shall know, such as a file of tests]
# --yes: asks nothing before it installs; --all: installs also the tools that some tests open files with,
# as it does where CI is set; --lint: all but the tests.
set -eu
trap 'exit 130' INT
CDPATH='' cd -- "$(dirname "$0")/.."
yes='' all='' lint=''
case ${CI:-} in '' | 0 | false) ;; *) all=--all ;; esac
for word; do
    shift
    case $word in
        --yes) yes=--yes ;;
        --all) all=--all ;;
        --lint) lint=--lint ;;
        *) set -- "$@" "$word" ;;
    esac
done
sh packaging/setup.sh "${all:---tests}" ${yes:+"$yes"}

bin=${VENV:-.venv}/bin
export QT_QPA_PLATFORM=offscreen
try() {
    printf '%s\n' "$*"
    "$@"
}
try "$bin/ruff" check .
try "$bin/ruff" format --check .
try "$bin/mypy"
try "$bin/lint-imports"
try "$bin/vulture"
[ -n "$lint" ] || try "$bin/python" -m pytest -q -n auto --dist loadfile --no-loadscope-reorder "$@"
