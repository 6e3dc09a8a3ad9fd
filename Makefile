# What one does with a checkout. `make help` lists it.
#
# PYTHON chooses the interpreter (3.11 or later), ARGS is handed on: make run ARGS="--lang zh", make test ARGS="-k timing".

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ARGS ?=

# Whatever pip is told elsewhere about mirrors, proxies and certificates holds here too; what would put the packages in
# another place, or hold them at other versions than the locked ones, does not.
PIP := PIP_CONSTRAINT=/dev/null PIP_NO_BINARY=:none: PIP_NO_DEPS=0 PIP_REQUIRE_HASHES=0 PIP_REQUIRE_VIRTUALENV=0 PIP_USER=0 \
	$(BIN)/python -m pip --disable-pip-version-check --quiet

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench pictures lock clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: $(VENV)/program.stamp ## install everything into .venv, once

run: setup ## open the demo on the sample festival
	@$(BIN)/lianyun demo $(ARGS)

test: setup ## run every test
	@$(BIN)/python -m pytest $(ARGS)

check: setup ## lint, types and the contract between the layers
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

bench: setup ## measure, side by side with what there is to compare with
	@$(BIN)/python -m tests.bench $(ARGS)

pictures: setup ## draw the pictures of the README anew
	@$(BIN)/python -m tests.pictures $(ARGS)

lock: ## choose the newest versions and lock them (needs uv)
	@for each in "-o requirements.txt" "--group dev -o requirements-dev.txt"; do \
		uv pip compile pyproject.toml $$each --upgrade --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-annotate --no-header --quiet || exit 1; \
	done

clean: ## remove everything that was installed or made
	rm -rf $(VENV) build dist bench.json .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	find assets store tests tui widgets -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/packages.stamp: requirements-dev.txt
	@command -v "$(PYTHON)" > /dev/null || { echo "Python 3.11 or later is needed, and there is no '$(PYTHON)': make PYTHON=/path/to/python" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or later is needed, and '$(PYTHON)' is $$("$(PYTHON)" -V 2>&1): make PYTHON=/path/to/python" >&2; exit 1; }
	@echo "Installing into $(VENV); this takes a minute, once."
	@"$(PYTHON)" -m venv --clear $(VENV)
	@$(PIP) install --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV)/program.stamp: $(VENV)/packages.stamp pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@
