# Two commands: `make split` does the main job on seeds/, `make test` passes the tests. What they need, they install.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: split test lint clean

# --force: the manifest knows the version of the code, and not what was changed since.
split: .venv/installed
	$(BIN)/cleaner split seeds/ --force

# On several processes, four at most: some tests start a cluster.
test: .venv/installed-test
	$(BIN)/python -m pytest -n auto --maxprocesses 4 --dist worksteal

lint: .venv/installed-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# Installed in place, so that a change of the code needs no second install.
.venv/installed: setup.cfg pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	touch $@

.venv/installed-test: .venv/installed
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[test]'
	touch $@

clean:
	rm -rf .venv build *.egg-info
