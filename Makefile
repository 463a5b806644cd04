# Two commands on a fresh machine (Python >= 3.11 and make, nothing else): `make grade` and `make test`.
# Every target is idempotent: the environment is made once, and again when pyproject.toml or constraints.txt change.

SHELL := /bin/sh
.DELETE_ON_ERROR:
.DEFAULT_GOAL := help

# The first interpreter on the PATH that is new enough; override with PYTHON=/path/to/python3.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
    $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install --constraint constraints.txt
INPUTS := pyproject.toml constraints.txt

OUT ?= out
GRADE_ARGS ?=

.PHONY: help env grade test fuzz lint types verify bench clean distclean

help:
	@echo "make grade          set up, grade examples/cohort, write $(OUT)/index.html"
	@echo "make grade TORCH=1  the same, with the PyTorch exercises"
	@echo "make test           set up with everything for development, run the tests"
	@echo "make fuzz           coverage-guided fuzzing: wire, intake, reports, comparator"
	@echo "make faults         the whole fault lab: minutes, not seconds"
	@echo "make lint           ruff"
	@echo "make types          mypy --strict"
	@echo "make verify         prove every exercise: stub, reference, known-wrongs, cheats, mutants"
	@echo "make bench          the benchmarks, against other graders"
	@echo "make clean          remove what runs left behind (make distclean: the environment as well)"

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=..." >&2; exit 1; }
	@echo "Making the environment in $(VENV) ..."
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	    echo "The venv module does not work: on Debian or Ubuntu, apt install python3-venv" >&2; exit 1; }

$(VENV)/.base.stamp: $(INPUTS) | $(BIN)/python
	@echo "Installing autograde ..."
	@$(PIP) --editable .
	@touch $@

$(VENV)/.torch.stamp: $(INPUTS) | $(BIN)/python
	@echo "Installing autograde with PyTorch ..."
	@$(PIP) --editable '.[torch]'
	@touch $@ $(VENV)/.base.stamp

$(VENV)/.dev.stamp: $(INPUTS) | $(BIN)/python
	@echo "Installing autograde with PyTorch and the development tools ..."
	@$(PIP) --editable '.[torch,dev]'
	@touch $@ $(VENV)/.torch.stamp $(VENV)/.base.stamp

env: $(VENV)/.dev.stamp

grade: $(if $(TORCH),$(VENV)/.torch.stamp,$(VENV)/.base.stamp)
	@$(BIN)/autograde grade examples/cohort --out $(OUT) $(GRADE_ARGS)

test: $(VENV)/.dev.stamp
	$(BIN)/python -m pytest $(PYTEST_ARGS)

# FUZZ_ARGS="--scale 0.01" for a look; --only names one target.
fuzz: $(VENV)/.dev.stamp
	@$(PIP) --editable '.[fuzz]' || echo "atheris cannot be installed here" >&2
	@$(BIN)/python -m tests.fuzz.campaign $(FUZZ_ARGS)

# With AUTOGRADE_DOCKER_HOST (and AUTOGRADE_ENGINE_FOLDER, what .ci/engine was given) containers and engine are hurt, too.
faults: $(VENV)/.dev.stamp
	$(BIN)/python -m pytest -v --durations=0 --durations-min=5 tests/faults --whole -m faults $(PYTEST_ARGS)

lint: $(VENV)/.dev.stamp
	$(BIN)/ruff check .

types: $(VENV)/.dev.stamp
	$(BIN)/mypy

verify: $(VENV)/.dev.stamp
	$(BIN)/autograde verify --all

# BENCH_ARGS=--quick for a look; --write benchmarks replaces the published page.
bench: $(VENV)/.dev.stamp
	@$(BIN)/python -m benchmarks.run $(BENCH_ARGS)

clean:
	rm -rf $(OUT) dist build .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -path ./$(VENV) -prune -o -name __pycache__ -type d -exec rm -rf {} +

distclean: clean
	rm -rf $(VENV)
