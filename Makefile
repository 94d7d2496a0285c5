# make run    the site on this machine, with everything it needs
# make test   the whole test suite            make test ARGS="tests/test_running.py -x"
# Others: lint, lock, bench, messages, shell, manage ARGS="…", install. All but `lock` and `messages` need Python,
# pip and make only.

# An environment of your own can be used instead: make test VENV=/path/to/it
VENV ?= .venv
BIN := $(VENV)/bin
ARGS ?=
# How many tests run side by side.
JOBS ?= 2

# The first Python of this machine that is new enough and not too new.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && { echo $$python; break; }; done)

# This file says that the environment holds what requirements.txt asks for. Somebody else's environment is left alone.
ifeq ($(origin VENV),file)
STAMP := $(VENV)/.installed
else
STAMP :=
endif

# What developing means: embedded servers, mail to a page, keys that are no secret. Production never uses this file.
export DEBUG ?= 1
export PYTHONUNBUFFERED := 1

.PHONY: run test lint lock bench messages shell manage install
.DEFAULT_GOAL := run

run: $(STAMP)
	@exec $(BIN)/python manage.py run $(ARGS)

test: $(STAMP)
	@exec $(BIN)/python -m pytest -n $(JOBS) --dist loadgroup $(ARGS)

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

bench: $(STAMP)
	@exec $(BIN)/python -m tests.benchmarks $(ARGS)

shell: $(STAMP)
	@exec $(BIN)/python manage.py shell

manage: $(STAMP)
	@exec $(BIN)/python manage.py $(ARGS)

install: $(STAMP)

ifneq ($(STAMP),)
$(STAMP): requirements.txt
	@test -n "$(PYTHON)" || { echo "Python 3.11, 3.12 or 3.13 is needed, and none was found."; exit 1; }
	@$(PYTHON) peersupport/install.py $(VENV)
	@touch $@
endif

# Newest versions that fit pyproject.toml; UPGRADE= keeps those that are in requirements.txt already.
UPGRADE ?= --upgrade
lock: $(STAMP)
	$(BIN)/python -m piptools --version >/dev/null 2>&1 || $(BIN)/python -m pip install --quiet pip-tools
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/python -m piptools compile $(UPGRADE) --quiet --extra local --extra dev \
		--strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-emit-options \
		--output-file requirements.txt pyproject.toml

# The catalogues are committed, compiled too, so that only those who change texts need gettext.
messages: $(STAMP)
	$(BIN)/python manage.py makemessages --locale fr --no-location --no-wrap --no-obsolete --ignore .venv --ignore tests $(ARGS)
	$(BIN)/python manage.py compilemessages --locale fr --ignore .venv
