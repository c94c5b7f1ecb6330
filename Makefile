# Two commands to begin with: `make demo` and `make test`. Each sets up what it needs in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo-out

.PHONY: demo test check docs train clean

demo: $(VENV)/.base  ## score the example articles and compile a report
	$(BIN)/framing score examples/articles -o $(DEMO) --overwrite
	$(BIN)/framing report $(DEMO)
	@echo "Open $(CURDIR)/$(DEMO)/report.html in a browser."

# Files stay whole, since their tests share fixtures that take seconds. Alone: pytest PATH, in one process.
test: $(VENV)/.dev  ## the default tests, two files at a time
	$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(VENV)/.dev  ## format, lint, types, architecture, docstrings
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pydoclint --quiet framing

docs: $(VENV)/.dev  ## the documentation as a site, into site/
	$(BIN)/mkdocs build --quiet --strict

train: $(VENV)/.dev  ## rebuild the default checkpoint into models/rebuilt
	$(BIN)/framing train configs/default.toml -o models/rebuilt

# torch comes first and pinned to a range, so that a CPU build at hand is taken and no CUDA is fetched.
$(VENV)/.dev: pyproject.toml $(VENV)/.base
	$(BIN)/pip install --quiet "torch>=2.8,<2.14"
	$(BIN)/pip install --quiet -e ".[train,dev]"
	touch $@

$(VENV)/.base: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --upgrade pip
	$(BIN)/pip install --quiet -e .
	touch $@

clean:
	rm -rf $(VENV) $(DEMO) dist site
