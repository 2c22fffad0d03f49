# Two commands do all the set-up on a machine with Python 3.11 or newer and make:
#   make audit-example   installs into .venv and audits both guestbooks
#   make test            installs into .venv and runs every test
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
# Tests run side by side on this many processes; `make test JOBS=0` runs them one after the other.
JOBS ?= auto
PYTEST_ARGS ?=

.PHONY: audit-example test lint format lock clean

audit-example: $(VENV)/.installed
	@# 0: ready, 1: not ready, 4: nothing proven. In each the audit itself ran.
	@for example in guestbook guestbook-ready; do \
	  echo; echo "== runready audit examples/$$example"; \
	  $(BIN)/runready audit examples/$$example; code=$$?; \
	  echo "exit code $$code"; \
	  case $$code in 0|1|4) ;; *) exit $$code ;; esac; \
	done

test: $(VENV)/.installed
	$(BIN)/python -m pytest -n $(JOBS) $(PYTEST_ARGS)

lint: $(VENV)/.installed
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.installed
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The lock file names no registry: it works with the one that the machine is set up for.
lock:
	uv pip compile pyproject.toml --extra all --group dev --group docs --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate --upgrade -o requirements-dev.lock

$(VENV)/.installed: pyproject.toml requirements-dev.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; name one: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 2; }
	@$(PYTHON) -m venv $(VENV) || { \
	  echo "cannot make a virtual environment; on Debian and Ubuntu: apt install python3-venv" >&2; exit 2; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
