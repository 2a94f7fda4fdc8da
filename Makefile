# The whole developer interface. `make` alone lists it.
# Written for GNU make 3.81, the one that macOS brings.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
DEMO := build
# Twice the cores of the build servers: a third of the time a test waits, for a browser, a server or
# another process that is to end.
PROCESSES := 4

# What one machine sets for its own Python must not reach into the environment made here. Without
# compiled files beside them, every command of the tests compiles all modules that it imports.
unexport PYTHONPATH PYTHONHOME PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test coverage lint format bench docs parts lock clean

help: ## List what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: parts ## Build the bundled dataset and its explorer in build/ and say what to open
	@$(BIN)/attachgraph demo $(DEMO)

test: $(VENV)/.dev parts ## Run all tests
	@tools/install-test-programs.sh
	@$(BIN)/python tools/page_parts.py packages
	$(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist loadfile --no-loadscope-reorder

coverage: $(VENV)/.dev parts ## Run all tests and say which lines none of them reaches (slow)
	@tools/install-test-programs.sh
	@$(BIN)/python tools/page_parts.py packages
	$(BIN)/python -m pytest --numprocesses $(PROCESSES) --dist loadfile --no-loadscope-reorder --cov --cov-report=term

lint: $(VENV)/.dev ## Check style, types and layers; change nothing
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tools/page_parts.py types

format: $(VENV)/.dev ## Rewrite the source in the house style
	$(BIN)/ruff check --fix-only --quiet
	$(BIN)/ruff format

bench: $(VENV)/.dev ## Measure and print; WRITE=yes writes docs/benchmarks.md as well
	$(BIN)/python -m tests.benchmarks.run $(if $(WRITE),--write)

docs: $(VENV)/.dev ## Write the generated parts of docs/ again, and the manual as HTML to build/docs
	$(BIN)/python tools/make_query_docs.py
	$(BIN)/python tools/make_command_docs.py
	$(BIN)/python tools/make_diagnostics_docs.py
	$(BIN)/python tools/make_entry_schema.py
	$(BIN)/python tools/make_ontology_docs.py
	$(BIN)/python tools/make_codebook_docs.py
	$(BIN)/python tools/make_data_statement.py
	$(BIN)/python tools/make_protocol.py
	$(BIN)/python tools/make_manual.py $(DEMO)/docs --run

parts: $(VENV)/.base ## Bundle the scripts of the pages again where they have changed
	@$(BIN)/python tools/page_parts.py

lock: ## Pin every dependency with its checksums (needs uv)
	@tools/write-locks.sh

clean: ## Remove everything that make has made
	rm -rf $(VENV) build dist htmlcov .coverage .coverage.* \
		src/attachgraph/views/built src/attachgraph/views/page/node_modules \
		.hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---------------------------------------------------------------- the environment

# Stamps are written last: what was interrupted is done again.
$(VENV)/.python:
	@python=$$(PYTHON='$(PYTHON)' tools/find-python.sh) && "$$python" -m venv --clear $(VENV)
	@touch $@

# The project itself goes in without build isolation: its builder is pinned in the lock, too.
$(VENV)/.base: $(VENV)/.python requirements/base.lock pyproject.toml
	@echo 'Installing what attachgraph needs into $(VENV) (about a minute) ...'
	@$(PIP) --require-hashes --requirement requirements/base.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

# Not compiled: that was two fifths of the time, much of it for modules that no test imports. Those
# that are imported are compiled then.
$(VENV)/.dev: $(VENV)/.base requirements/dev.lock
	@echo 'Installing what the tests need into $(VENV) ...'
	@$(PIP) --no-compile --require-hashes --requirement requirements/dev.lock
	@touch $@
