# make run       set up what is missing, then serve a demo on this machine
# make test      everything that has to hold, with a time table
# make pictures  a picture of every page, to look at
# make handbook  the handbook's and the readme's pictures, made anew
# make lock      renew the locks after editing requirements/*.in or package.json
#
# A fresh machine needs python 3.11 or newer, git and make; node is used if it is there.

PYTHON := $(shell for p in python3.11 python3 python3.12 python3.13 python3.14; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
BIN := .venv/bin
# pip's words stay out of the way unless something goes wrong.
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input -qq
LOCKED := install --require-hashes
export PATH := $(CURDIR)/$(BIN):$(PATH)

.PHONY: run setup test pictures handbook lock wheel clean help
.DELETE_ON_ERROR:

run: setup
	@exec $(BIN)/workshop run

setup: .venv/.installed static/vendor/versions.json

help:
	@sed -n 's/^# make/make/p' Makefile

.venv/.made:
	@test -n "$(PYTHON)" || { echo "Workshop needs Python 3.11 or newer, and found none."; exit 1; }
	@echo "Making a Python environment in .venv"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.installed: .venv/.made requirements/build.txt requirements/run.txt pyproject.toml
	@echo "Installing the Python packages (pinned by hash)"
	@$(PIP) $(LOCKED) -r requirements/build.txt -r requirements/run.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.dev-installed: .venv/.installed requirements/dev.txt
	@echo "Installing the packages that the tests need"
	@$(PIP) $(LOCKED) -r requirements/dev.txt
	@touch $@

# Node from the system when it is there and young enough, else from a Python package.
.venv/.node: .venv/.made requirements/node.txt
	@if node --version 2>/dev/null | grep -Eq '^v(1[89]|[2-9][0-9])\.' && npm --version >/dev/null 2>&1; then :; else \
		echo "No Node here: installing it into .venv"; $(PIP) $(LOCKED) -r requirements/node.txt; fi
	@touch $@

# `npm ci` empties node_modules first, so the run's part never wipes the tests' part.
static/vendor/versions.json: .venv/.node package-lock.json package.json tools/vendor.mjs
	@echo "Fetching the browser code and fonts (pinned by hash)"
	@test node_modules/.dev-installed -nt package-lock.json || npm ci --omit=dev --silent
	@node tools/vendor.mjs
	@touch $@

node_modules/.dev-installed: .venv/.node package-lock.json
	@echo "Installing the browser packages that the tests need"
	@npm ci --silent
	@touch $@

.PHONY: dev chromium
# node_modules first: the browser code is then copied out of the full set, fetched once.
dev: .venv/.dev-installed node_modules/.dev-installed setup chromium

# The tests drive the system's own Chromium. Installed where that is allowed, asked for where not.
chromium:
	@if [ ! -x /usr/bin/chromium ]; then \
		if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			echo "Installing Chromium"; apt-get -qq update && \
			DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends chromium >/dev/null; \
		else echo "The browser tests need /usr/bin/chromium: install the package chromium."; exit 1; fi; fi

test: dev
	@$(BIN)/python tools/check.py

pictures: dev
	@$(BIN)/python -m pytest tests/pictures --override-ini addopts=--import-mode=importlib -q

handbook: dev
	@HANDBOOK=1 $(BIN)/python -m pytest tests/browser/test_handbook.py -q

# A throw-away environment, so that the locking tool is no requirement of anything.
lock: .venv/.node
	@rm -rf .venv/lock && $(PYTHON) -m venv .venv/lock && .venv/lock/bin/pip --quiet install pip-tools
	@cd requirements && for part in build run dev node; do echo "Locking requirements/$$part.txt"; \
		PIP_CONFIG_FILE=/dev/null PIP_FIND_LINKS= CUSTOM_COMPILE_COMMAND="make lock" ../.venv/lock/bin/pip-compile --quiet \
		--generate-hashes --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links \
		--no-emit-trusted-host --upgrade --output-file $$part.txt $$part.in || exit 1; done
	@npm install --package-lock-only
	@rm -rf .venv/lock

wheel: setup
	@$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/*.whl

clean:
	rm -rf .venv node_modules static/vendor build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
