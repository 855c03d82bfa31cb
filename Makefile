# Linux and macOS, for who likes to type make; run and test are packaging/run.sh and packaging/test.sh.
#   make run   make run ARGS=--demo   make test   make layout   make lint   make screenshots   make words   make bench   make torture   make accessibility   make wheel   make package   make clean

VENV ?= .venv
BIN := $(VENV)/bin
COMPARED := $(VENV)/.compared

export VENV
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help environment run test layout lint screenshots words bench torture accessibility wheel package clean

help:
	@sed -n '2s/^# *//p' $(firstword $(MAKEFILE_LIST))

run:
	@sh packaging/run.sh $(ARGS)

test:
	@sh packaging/test.sh $(ARGS)

# Every page and form at every size of window and text, with longer words and mirrored; nine of these ways are in test.
layout: environment
	QT_QPA_PLATFORM=offscreen LAYOUTS=all $(BIN)/python -m pytest -q -n auto tests/gui/test_layout.py $(ARGS)

lint:
	@sh packaging/test.sh --lint

wheel:
	@sh packaging/wheel.sh

package:
	@sh packaging/package.sh

environment:
	@sh packaging/setup.sh --dev

screenshots: environment
	$(BIN)/python -m benchmarks.screenshots $(ARGS)

# Every text for a person on one sheet, for an editor; ARGS='--file words.csv gui/week' for a part of it.
words: environment
	@$(BIN)/python -m benchmarks.words $(ARGS)

# What is measured against, and what the program itself never needs.
$(COMPARED): pyproject.toml constraints.txt | environment
	@$(BIN)/python -m pip install --editable '.[bench]' --constraint constraints.txt
	@touch $@

bench: $(COMPARED)
	$(BIN)/python -m benchmarks.run $(ARGS)

# Break everything on purpose; ARGS='--seed 7' breaks elsewhere, ARGS=--short takes a minute.
torture: environment
	$(BIN)/python -m benchmarks.torture $(ARGS)

# The program as a screen reader has it, over AT-SPI; the head of the script says what it needs of the system.
accessibility: environment
	@sh packaging/accessibility.sh

clean:
	rm -rf $(VENV) dist build screenshots .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src tests benchmarks packaging -name __pycache__ -prune -exec rm -rf {} +
