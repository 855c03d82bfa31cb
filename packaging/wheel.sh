#!/bin/sh
# Makes the wheel in dist/ and tries it.   sh packaging/wheel.sh [--yes]
set -eu
CDPATH='' cd -- "$(dirname "$0")/.."
sh packaging/setup.sh "$@"
python=${VENV:-.venv}/bin/python
"$python" -m pip wheel --quiet --no-deps --wheel-dir dist .
"$python" packaging/check_wheel.py dist/*.whl
