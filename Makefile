# Needs python3 (3.11 or later), make and git; everything else is set up here. `make help` lists the targets.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
COMPILED := out/compiled
SOURCES := $(shell find ttdn_extract -type f ! -name '*.pyc')

.DEFAULT_GOAL := help
.PHONY: help install run test lint format type contracts check compiled test-compiled bench data places clean

help:  ## List the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --upgrade pip
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $(STAMP)

install: $(STAMP)  ## Set up .venv with the program and what its tests need

run: install  ## Read all documents of data/raw; graph, audit and report from them, in out/
	$(BIN)/ttdn extract data/raw --out out/plans
	$(BIN)/ttdn graph out/plans --out out/graph.graphml
	$(BIN)/ttdn audit out/plans --out out/audit.json || test $$? -eq 1  # 1: findings, as planted
	$(BIN)/python data/tools/audit_score.py out/audit.json
	$(BIN)/ttdn report out/plans --audit out/audit.json --out out/report.html

test: install  ## Run all tests
	$(BIN)/python -m pytest -q

lint: install  ## Look for mistakes and for untidy code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: install  ## Tidy the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

type: install  ## Check the types
	$(BIN)/mypy

contracts: install  ## Check who imports whom
	$(BIN)/lint-imports

check: lint type contracts test  ## All of these

$(COMPILED)/.built: $(STAMP) $(SOURCES) pyproject.toml
	rm -rf out/build out/wheel $(COMPILED)
	mkdir -p out/build
	cp -R pyproject.toml README.md LICENSE LICENSES ttdn_extract out/build  # in the tree, compiled modules would hide the sources
	HATCH_BUILD_HOOKS_ENABLE=1 PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip wheel --quiet --no-deps --wheel-dir out/wheel ./out/build
	$(BIN)/python -m pip install --quiet --no-deps --target $(COMPILED) out/wheel/*.whl
	@touch $@

compiled: $(COMPILED)/.built  ## Build a wheel with the stages compiled, in out/wheel; takes a C compiler and some minutes

test-compiled: compiled  ## Run the tests on the compiled package
	TTDN_COMPILED=1 PYTHONPATH=$(CURDIR)/$(COMPILED) $(BIN)/pytest -q tests

bench: install  ## Speed as a ratio to underthesea, plain and compiled, and growth with the length of the text
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python tests/bench/speed.py --floors 30 14 9
	@if command -v cc >/dev/null; then $(MAKE) compiled && PYTHONPATH=$(CURDIR)/$(COMPILED) $(BIN)/python tests/bench/speed.py --floors 40 18 11; \
	else echo "no C compiler: the compiled package is not timed"; fi
	$(BIN)/python tests/bench/growth.py
	$(BIN)/python tests/bench/corpus.py

data: install  ## Build data/raw and data/gold from data/marked
	$(BIN)/python data/build.py

places: install  ## Build the gazetteer from underthesea's mapping
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python data/places.py

clean:  ## Remove what was built
	rm -rf out dist $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
