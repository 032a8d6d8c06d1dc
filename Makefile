# Children's Plan: `make help` explains every target.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --quiet --disable-pip-version-check
EMBEDDED := $(BIN)/python -m config.embedded
DJANGO := $(BIN)/python manage.py

.PHONY: help
help: ## Say what each target does
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

# --- The product -------------------------------------------------------------------------------

.PHONY: demo
demo: .venv/installed-demo static ## Run the whole product here with a demo plan, and do its main job once
	@exec $(BIN)/python -m config.demo

.PHONY: run
run: .venv/installed-dev static ## Run it for development: changed code is taken up, everything is said here
	@exec $(BIN)/python -m config.demo --develop

.PHONY: shell
shell: .venv/installed-dev ## Open Django's shell on the data of `make demo` and `make run`
	@$(EMBEDDED) $(DJANGO) shell

# --- Set-up ------------------------------------------------------------------------------------

# A fresh file after each install, so that make installs again only when the pins have changed.
.venv/installed-demo: | system-demo
.venv/installed-dev: | system-test
.venv/installed-%: requirements/%.txt
	@test -x $(BIN)/python || $(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed.")'
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv || { echo "Python cannot make virtual environments here: install python3-venv."; exit 1; }
	@echo "Installing $< …"
	@$(PIP) --require-hashes --requirement $<
	@$(BIN)/python -c "import sysconfig, pathlib; pathlib.Path(sysconfig.get_path('purelib'), 'checkout.pth').write_text('$(CURDIR)\n')"
	@touch $@

.PHONY: system-demo system-test system-prove
system-demo system-test system-prove: system-%:
	@requirements/debian.sh $*

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

.PHONY: test
test: lint static ## Set up, check everything, and run the test suite
	$(BIN)/pytest -m "not prove" $(if $(DATABASE_URL),,--numprocesses 2 --dist loadfile --no-loadscope-reorder)

.PHONY: prove
prove: system-prove venv static ## Run the slow proofs: large plans, killed workers, veraPDF where it is at hand
	$(BIN)/pytest -m prove
	$(BIN)/python -m benchmarks.run --actions 300 1000
	@if command -v "$${CHROMIUM:-chromium}" >/dev/null; then $(BIN)/python -m benchmarks.reports; else echo "Without Chromium there is nothing to measure reports against."; fi

.PHONY: lint
lint: venv ## Check style, types, import contracts, templates, migrations, container files
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy .
	$(BIN)/lint-imports
	$(BIN)/djlint --quiet --lint templates
	$(BIN)/python -W ignore::RuntimeWarning manage.py makemigrations --check --dry-run
	$(BIN)/check-jsonschema --quiet --builtin-schema vendor.compose-spec docker-compose.yml
	$(BIN)/hadolint Dockerfile

.PHONY: format
format: venv ## Put the code into the house's shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
