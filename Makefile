# Every command of the project. `make` alone lists them.

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000

# Everything run from here is development, except where a line says otherwise.
export DEBUG := 1
# A shell may still name the settings or the modules of another project.
unexport DJANGO_SETTINGS_MODULE PYTHONPATH
# The environment is what packages are put into, even where a shell or pip.conf prefers one's home.
export PIP_USER := 0

VENV := .venv
BIN := $(VENV)/bin
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
MATRIX := 3.11:5.2 3.12:6.1 3.13:6.1
# Run by itself: what runs beside it would be measured, too.
ALONE := tests/bench/test_speed.py
PURE_TESTS := $(addprefix tests/,scoring advice figures content analysis)
DJADE = find . -path ./$(VENV) -prune -o -path '*/templates/*.html' -print0 | xargs -0 $(BIN)/djade --target-version 5.2
DJHTML = $(BIN)/djhtml --tabwidth 2 templates

.DEFAULT_GOAL := help
.PHONY: help run serve database test test-postgres bench lighthouse fuzz matrix check format demo coverage browser pins \
	sbom licences clean

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: database ## Serve the site on http://127.0.0.1:8000 (PORT= and HOST= change it)
	@$(if $(filter 127.0.0.1,$(HOST)),,ALLOWED_HOSTS='*') $(BIN)/python manage.py runserver $(HOST):$(PORT)

serve: export DEBUG := 0
# Otherwise each of many threads would keep memory of its own.
serve: export MALLOC_ARENA_MAX := 2
serve: database ## Serve as in production, with the settings of the environment or .env (docs/deploy.md)
	@$(BIN)/python manage.py collectstatic --verbosity 0 --noinput
	@exec $(BIN)/python manage.py serve

demo: database ## Fill the database with made-up people and results
	@$(BIN)/python manage.py demo

# Runs with the settings of the target that asks for it: for serve, without DEBUG.
database: $(VENV)/.run-stamp
	@$(BIN)/python manage.py migrate --verbosity 0
	@$(BIN)/python manage.py load_questionnaire

test: $(VENV)/.dev-stamp browser coverage ## Run every test, including those in a browser
	$(BIN)/python -m pytest -n 2 $(addprefix --ignore=,$(PURE_TESTS) $(ALONE))
	$(BIN)/python -m pytest $(ALONE)

# The pure rooms never touch a database. WITHOUT= leaves out more.
test-postgres: $(VENV)/.dev-stamp $(VENV)/.postgres-stamp ## Run the tests on a private, temporary PostgreSQL
	$(BIN)/python tests/with_postgres.py $(BIN)/python -m pytest -n 2 $(addprefix --ignore=,$(PURE_TESTS) $(ALONE) $(WITHOUT))

bench: $(VENV)/.run-stamp ## Measure what each step costs, beside a bare Django page (docs/performance.md)
	@$(BIN)/python -m bench.speed
	@$(BIN)/python -m bench.growth

fuzz: $(VENV)/.dev-stamp ## Try many more random examples, for some minutes
	$(BIN)/python -m pytest -n 2 --hypothesis-profile=fuzz -m fuzz -o faulthandler_timeout=0

# The pins are for Django 5.2. On newer Pythons, 6.1 is put on top of them; its deprecation warnings are not failures yet.
matrix: ## Run the tests, except those in a browser, on each Python found: 3.11 with Django 5.2, newer ones with 6.1
	@for pair in $(MATRIX); do \
		version=$${pair%:*}; django=$${pair#*:}; place=$(VENV)/matrix-$$version; \
		python=$$(PYENV_VERSION=$$version python$$version -c 'import sys; print(sys.executable)' 2>/dev/null) || \
			{ echo "Python $$version is not here"; continue; }; \
		echo "Python $$version, Django $$django"; \
		$$python -m venv $$place && \
		$$place/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt && \
		$$place/bin/pip install --quiet --disable-pip-version-check "Django~=$$django.0" && \
		$$place/bin/python -m pytest -n 2 -o filterwarnings=default --ignore=tests/browser --ignore=$(ALONE) || exit 1; \
	done

coverage: $(VENV)/.dev-stamp ## Test the pure rooms: every line and branch must be reached
	$(BIN)/python -m coverage run -m pytest -n 2 $(PURE_TESTS)
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

lighthouse: $(VENV)/.dev-stamp $(VENV)/lighthouse/.stamp ## Measure the pages in a browser with Lighthouse; fail below 100
	@$(BIN)/python -m bench.browser

browser: $(VENV)/.dev-stamp ## Find a browser for the tests, or install one
	@$(BIN)/python tests/browser/find_browser.py

check: $(VENV)/.dev-stamp ## Check format, lint, types, templates, imports, migrations and production settings
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(DJADE) --check
	$(DJHTML) --check
	$(BIN)/lint-imports --no-logo
	$(BIN)/python manage.py makemigrations --check --dry-run
	@echo "manage.py check --deploy, as in production"
	@DEBUG=0 ALLOWED_HOSTS=example.org SECRET_KEY="$$($(BIN)/python -c 'import secrets; print(secrets.token_urlsafe(64))')" \
		$(BIN)/python manage.py check --deploy --fail-level WARNING

format: $(VENV)/.dev-stamp ## Format code and templates as check wants them
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .
	$(DJADE) || $(DJADE) --check
	$(DJHTML) || $(DJHTML) --check

pins: $(VENV)/.made ## Rewrite requirements*.txt with the newest versions that requirements*.in allow
	@place=$$(mktemp -d) && trap 'rm -rf "$$place"' EXIT && \
	$(BIN)/python -m venv "$$place" && "$$place/bin/pip" install --quiet --disable-pip-version-check uv && \
	for list in requirements requirements-dev requirements-postgres requirements-redis; do \
		"$$place/bin/uv" pip compile --quiet --upgrade --generate-hashes --universal --python-version 3.11 --no-annotate \
			--custom-compile-command "make pins" --output-file $$list.txt $$list.in || exit 1; \
	done

sbom: $(VENV)/.dev-stamp ## Write sbom.json (CycloneDX): every package of the site, with hashes
	cat requirements-postgres.txt requirements-redis.txt | \
		$(BIN)/cyclonedx-py requirements --output-reproducible --output-file sbom.json -

licences: $(VENV)/.dev-stamp $(VENV)/.postgres-stamp ## Rewrite docs/licences.md
	$(BIN)/python docs/licences.py > docs/licences.md

clean: ## Remove the environment and all caches; the database stays
	rm -rf $(VENV) .coverage .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache staticfiles
	find . -name __pycache__ -prune -exec rm -rf {} +

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed; $(PYTHON) was not found. \
	Install it or run make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Python 3.11 or newer is needed; found %d.%d. \
	Install it or run make $(MAKECMDGOALS) PYTHON=python3.12" % sys.version_info[:2])'
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "This Python comes without venv. \
	Install it (on Debian and Ubuntu: apt-get install python3-venv) and try again." >&2; exit 1; }
	@echo "Making the environment in $(VENV)"
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run-stamp: requirements.txt $(VENV)/.made
	@echo "Installing what the site needs, pinned by hash: about a minute, the first time only"
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.dev-stamp: requirements-dev.txt $(VENV)/.made
	@echo "Installing what the tests need, pinned by hash: about a minute, the first time only"
	@$(INSTALL) -r requirements-dev.txt
	@touch $@

$(VENV)/lighthouse/.stamp: bench/lighthouse/package.json bench/lighthouse/package-lock.json $(VENV)/.made
	@command -v npm >/dev/null || { echo "lighthouse needs Node.js 18.16 or newer, with npm" >&2; exit 1; }
	@echo "Installing lighthouse, pinned by hash"
	@mkdir -p $(@D) && cp $(filter %.json,$^) $(@D) && npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --silent
	@touch $@

$(VENV)/.postgres-stamp: requirements-postgres.txt $(VENV)/.made
	@$(INSTALL) -r requirements-postgres.txt
	@touch $@
