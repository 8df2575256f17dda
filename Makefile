# Two commands: `make run` starts shenbao on http://127.0.0.1:8080, `make test` proves it.
# Everything is installed into .venv, from the lock and by hash; `make clean` removes it again.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet

# The newest Python that can make an environment. Another one: make run PYTHON=/path/to/python
PYTHON ?= $(shell for python in python3.13 python3.12 python3.11 python3; do \
	$$python -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; \
	done)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test check lint s3 format bench soak lock template texts screenshot clean

help: ## List what make can do
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 20

run: $(VENV)/.runtime $(VENV)/.packages-run $(if $(SHENBAO_OCR),$(VENV)/.ocr) ## Install what is missing and start the web chat
	@exec $(BIN)/shenbao serve

test: $(VENV)/.development $(VENV)/.node $(VENV)/.ocr $(VENV)/.packages-test ## Run the tests, except the long fault runs
	@$(BIN)/pytest

check: lint test ## Linters and tests: what a change must pass

lint: $(VENV)/.development $(VENV)/.node ## Format, style, types, layers, YAML, test sentences, scripts, lock
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/yamllint --strict .
	$(NODE) $(VENV)/node/node_modules/.bin/eslint --config tests/browser/eslint.config.mjs bot/channels/web/static tests/browser
	$(NODE) $(VENV)/node/node_modules/.bin/tsc --project tests/browser/tsconfig.json
	! grep --line-number '://' lock/*.txt lock/npm/*.json

s3: $(VENV)/.runtime ## Install what files in an object store take
	$(PIP) --require-hashes --requirement lock/s3.txt

format: $(VENV)/.development ## Mend what the linters can mend
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.benchmark ## Measure, print a table, write build/bench.json
	@mkdir -p build
	@$(BIN)/python -m tests.bench

soak: $(VENV)/.development $(VENV)/.node $(VENV)/.packages-test ## Run the long fault runs
	@$(BIN)/pytest -m soak

# The newest versions that pyproject.toml allows, for all platforms, by hash and without any address.
LOCK = $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes \
	--no-header --no-emit-index-url --no-emit-find-links
lock: $(VENV)/.development ## Lock the newest allowed versions
	$(LOCK) pyproject.toml --group build --output-file lock/runtime.txt
	$(LOCK) --group s3 --constraints lock/runtime.txt --output-file lock/s3.txt
	$(LOCK) --group development --constraints lock/runtime.txt --output-file lock/development.txt
	$(LOCK) pyproject.toml --extra ocr --constraints lock/runtime.txt --output-file lock/ocr.txt
	$(LOCK) --group benchmark --constraints lock/runtime.txt --output-file lock/benchmark.txt
	cd lock/npm && rm -f package-lock.json && $(NPM) install --package-lock-only --omit-lockfile-registry-resolved
	$(BIN)/python -c 'import json, sys; lock = json.load(open(sys.argv[1])); \
		[each.pop("funding", None) for each in lock["packages"].values()]; \
		open(sys.argv[1], "w").write(json.dumps(lock, indent=2) + "\n")' lock/npm/package-lock.json
	! grep --line-number '://' lock/*.txt lock/npm/*.json

template: $(VENV)/.runtime ## Rebuild the Word templates, of all editions or one: EDITION=series/year
	@$(BIN)/python -m renderers.reconstruction $(EDITION)

TEXTS := build/shenbao.pot
texts: $(VENV)/.runtime ## Collect the texts to translate
	@mkdir -p build
	$(BIN)/pybabel --quiet extract --mapping pyproject.toml --keyword mark --keyword say --sort-by-file \
		--add-location=file --no-wrap --omit-header --output $(TEXTS) bot renderers dialogs/forms
	$(BIN)/pybabel --quiet update --domain shenbao --input-file $(TEXTS) --output-dir renderers/locales \
		--ignore-obsolete --no-fuzzy-matching --ignore-pot-creation-date --no-wrap

screenshot: $(VENV)/.development $(VENV)/.packages-test ## Take README's picture from the real chat
	@$(BIN)/python -m tests.screenshot

clean: ## Remove the environment and everything that is built
	rm -rf $(VENV) build dist .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis

# Stamps: what is installed is not looked at again until the lock or the project changes.

$(VENV)/.made:
	@test -n "$(PYTHON)" || { echo "shenbao needs Python 3.11 or newer with venv (Debian, Ubuntu: apt-get install python3-venv)." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "$(PYTHON) is not Python 3.11 or newer with venv." >&2; exit 1; }
	@echo "Making $(VENV) with $$($(PYTHON) --version)."
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.runtime: $(VENV)/.made lock/runtime.txt pyproject.toml
	@echo "Installing the locked dependencies."
	@$(PIP) --require-hashes --requirement lock/runtime.txt
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.development: $(VENV)/.runtime lock/development.txt
	@echo "Installing the development tools."
	@$(PIP) --require-hashes --requirement lock/runtime.txt --requirement lock/development.txt
	@touch $@

# The extra [ocr]: reads photos and scans of proofs, 260 MB. SHENBAO_OCR=yes make run installs it and switches it on.
$(VENV)/.ocr: $(VENV)/.runtime lock/ocr.txt
	@echo "Installing what reads photos."
	@$(PIP) --require-hashes --requirement lock/runtime.txt --requirement lock/ocr.txt
	@touch $@

# Node comes with the development tools; its packages stand beside them, so that nothing else of the machine is needed.
NODE = PATH="$(CURDIR)/$(BIN):$$PATH"
NPM = $(NODE) npm --no-audit --no-fund --loglevel=error
$(VENV)/.node: $(VENV)/.development lock/npm/package-lock.json
	@echo "Installing the scripts' tools."
	@mkdir -p $(VENV)/node
	@cp lock/npm/package.json lock/npm/package-lock.json $(VENV)/node
	@cd $(VENV)/node && $(NPM) ci --ignore-scripts
	@touch $@

# The runtime's lock is named too, for a group without peers of its own leaves nothing to install.
$(VENV)/.benchmark: $(VENV)/.runtime lock/benchmark.txt
	@$(PIP) --require-hashes --requirement lock/runtime.txt --requirement lock/benchmark.txt
	@touch $@

$(VENV)/.packages-%: .ci/system-packages | $(VENV)/.made
	@.ci/system-packages $*
	@touch $@
