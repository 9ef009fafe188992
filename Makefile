# gutcli: everything works with python3 (3.11 or newer), git and make.
# A plain virtual environment in .venv; `make clean` takes it away again.

PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do \
	command -v $$p >/dev/null 2>&1 && $$p -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
VENV := .venv
BIN := $(VENV)/bin

.PHONY: today test lint bench faults references safety simulate screenshots clean setup dev

today: setup
	@$(BIN)/gutcli today
	@echo; echo "From here on: $(BIN)/gutcli done 1. To call it gutcli everywhere: pipx install ."

setup: $(VENV)/.runs
dev: $(VENV)/.develops

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "gutcli needs Python 3.11 or newer, with venv (on Debian: apt install python3-venv)."; exit 1; }
	@echo "Setting up in $(VENV) …"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runs: $(VENV)/.made pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.develops: $(VENV)/.made pyproject.toml
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(VENV)/.runs

test: dev
	@$(BIN)/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder

lint: dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

bench: dev
	@$(BIN)/python tools/bench.py

faults: dev
	@GUTCLI_FAULTS=long $(BIN)/python -m pytest tests/faults tests/sync

references: dev
	@$(BIN)/python tools/check_references.py

safety: dev
	@$(BIN)/python tools/safety_report.py

simulate: dev
	@$(BIN)/python tools/simulate.py
	@$(BIN)/python tools/simulate_kitchen.py
	@$(BIN)/python tools/simulate_trial.py

screenshots: dev
	@$(BIN)/python tools/screenshots.py

clean:
	@rm -rf $(VENV) build dist .bench .pytest_cache .mypy_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
