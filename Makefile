# The commands of everyday work. `make check` before a commit, `.ci/run` before a push.

BIN ?= .venv/bin
export PYTHONPATH := parsers:tui:tests
NEAR ?= tests/parsers tests/tui tests/packaging/test_readme.py
ROUNDS ?= 3

.PHONY: help check lint types contracts near test fix docs tables goldens pictures api bench installs mutate requirements clean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z.]+:.*## / { printf "%-14s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.venv: ## create the environment with the pinned tools
	python3 -m venv .venv
	.venv/bin/pip install -q -r requirements.txt

check: lint types contracts near ## lint, types, import contracts and the tests without a terminal

lint:
	$(BIN)/ruff check
	$(BIN)/ruff format --check

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

near:
	$(BIN)/python -m pytest -q -n auto $(NEAR)

test: ## all tests
	$(BIN)/python -m pytest -q -n auto

fix: ## apply what ruff can fix, and format
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

docs: ## rewrite the tables of README.md, keys and bulk, man page, completions of shells, and the architecture picture
	$(BIN)/python docs/keys.py
	$(BIN)/python docs/queries.py
	$(BIN)/python docs/saving.py
	$(BIN)/python docs/formats.py
	$(BIN)/python docs/bulk_tables.py
	$(BIN)/python docs/shell.py
	$(BIN)/python docs/draw_architecture.py

tables: ## rewrite the tables of words for times, currencies and scales from CLDR
	$(BIN)/python parsers/scripts/cldr_tables.py

goldens: ## rewrite the golden files; look at the diff
	$(BIN)/python tests/goldens/remake.py

pictures: ## draw the pictures in docs/ again; needs Chromium
	$(BIN)/python docs/pictures.py
	$(BIN)/python docs/tour.py
	$(BIN)/python docs/page_pictures.py

api: ## API pages of the library in build/api
	$(BIN)/python docs/api.py

bench: ## time the program, and less, lnav, mutt, neomutt, ripgrep and jq where they are installed; writes benchmarks/RESULTS.md
	$(BIN)/python benchmarks/run.py --rounds $(ROUNDS) --write

installs: ## install the wheel with pip, pipx and uv, and with the lowest and the newest dependencies
	.ci/install

mutate: ## list small changes of the code that no test notices; PACKAGE=text for one package; see CONTRIBUTING.md
	$(BIN)/python tests/mutation/run.py $(if $(PACKAGE),--package $(PACKAGE))

requirements: ## pin the newest allowed versions, with hashes; needs uv
	uv pip compile pyproject.toml --extra zst --extra dask --group dev --group docs --universal --python-version 3.11 \
		--generate-hashes --custom-compile-command "make requirements" --upgrade --quiet --output-file requirements.txt

clean: ## remove what the tools leave behind, but not .venv
	rm -rf build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
