# Children's Plan: `make help` explains every target.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check
EMBEDDED := $(BIN)/python -m config.embedded

.PHONY: help
help: ## Say what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

# --- Set-up ------------------------------------------------------------------------------------

# A fresh file after each install, so that make installs again only when the pins have changed.
.venv/installed-%: requirements/%.txt
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed.")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Python cannot make virtual environments here: install python3-venv."; exit 1; }
	@echo "Installing $< …"
	@$(PIP) --require-hashes --requirement $<
	@$(BIN)/python -c "import sysconfig, pathlib; pathlib.Path(sysconfig.get_path('purelib'), 'checkout.pth').write_text('$(CURDIR)\n')"
	@touch $@

.PHONY: venv
venv: .venv/installed-dev ## Make .venv from the hashed pins, with everything the tests need

.PHONY: static
static: static/build/.built ## Build the stylesheet and the script with the wheel's own npm

node_modules/.installed: package.json package-lock.json .venv/installed-demo
	@echo "Installing the stylesheet's sources …"
	@PATH="$(CURDIR)/.venv/bin:$$PATH" npm ci --loglevel=error
	@touch $@

static/build/.built: node_modules/.installed $(shell find static/src -type f)
	@PATH="$(CURDIR)/.venv/bin:$$PATH" npm run --silent build
	@touch $@

.PHONY: pins
pins: ## Compile requirements/*.in into hashed pins; UPGRADE=1 takes newer versions
	@for name in base demo dev; do \
		$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
			--no-emit-index-url --no-emit-find-links --custom-compile-command "make pins" \
			$(if $(UPGRADE),--upgrade) requirements/$$name.in --output-file requirements/$$name.txt; \
	done

# --- Checks ------------------------------------------------------------------------------------

.PHONY: lint
lint: venv ## Check style, types, import contracts, templates, migrations, container files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports

.PHONY: format
format: venv ## Put code and templates into the house's shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
