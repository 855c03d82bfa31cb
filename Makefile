# Linux and macOS. On Windows type the commands of README.md ("Windows").
#   make run   make run ARGS=--demo   make test   make lint   make screenshots   make bench   make clean

PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.installed
COMPARED := $(VENV)/.compared

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run test lint screenshots bench wheel clean

help:
	@sed -n '2s/^# *//p' $(firstword $(MAKEFILE_LIST))

# Made when it is missing, brought up to date when what it is made of has changed.
$(READY): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON): install Python 3.11 or newer." >&2; exit 1; }
	@$(PYTHON) packaging/system_packages.py --venv
	@echo "Making the environment in $(VENV) (once, about 100 MB to fetch)"
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --editable '.[dev]' --constraint constraints.txt
	@touch $@

run:
	@$(PYTHON) packaging/system_packages.py --window
	@$(MAKE) --no-print-directory $(READY)
	@$(BIN)/python -m tracker $(ARGS)

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: export QT_QPA_PLATFORM := offscreen
test: $(READY)
	@$(PYTHON) packaging/system_packages.py
	@$(MAKE) --no-print-directory lint
	$(BIN)/python -m pytest -q -n auto --dist loadfile $(ARGS)

screenshots: $(READY)
	$(BIN)/python -m benchmarks.screenshots $(ARGS)

# What is measured against, and what the program itself never needs.
$(COMPARED): $(READY)
	@$(BIN)/python -m pip install --quiet --editable '.[bench]' --constraint constraints.txt
	@touch $@

bench: $(COMPARED)
	$(BIN)/python -m benchmarks.run $(ARGS)

wheel: $(READY)
	$(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir dist .
	$(BIN)/python packaging/check_wheel.py dist/*.whl

clean:
	rm -rf $(VENV) dist build screenshots .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests benchmarks packaging -name __pycache__ -prune -exec rm -rf {} +
