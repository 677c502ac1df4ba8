# Two commands set everything up: `make study` and `make test`.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready

.PHONY: help study test fuzz lab notebooks bench lock clean
help:  ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# uv comes out of the lock itself, with its hashes, so nothing unpinned is ever installed.
$(READY): requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	@awk '/^uv==/{p=1} p{print} p&&!/\\$$/{exit}' requirements.lock > .venv/uv.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r .venv/uv.lock
	@$(BIN)/uv pip sync --quiet --python $(BIN)/python --require-hashes --compile-bytecode requirements.lock
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

study: $(READY)  ## make the environment, check the data, execute the notebooks, write reports/
	@$(BIN)/study run $(ARGS)

test: $(READY)  ## lint, types, tests
	@$(BIN)/ruff format --check . && $(BIN)/ruff check .
	@$(BIN)/mypy && $(BIN)/nbqa mypy notebooks
	@$(BIN)/pytest -n auto $(ARGS)

fuzz: $(READY)  ## try 10,000 files changed in known ways, and 1,000 damaged studies (FILES=10000 CASES=1000)
	@PYTHONPATH=tests $(BIN)/python tests/fuzz_files.py $(or $(FILES),10000)
	@PYTHONPATH=tests $(BIN)/python tests/damage.py $(or $(CASES),1000)

lab: $(READY)  ## open JupyterLab on the project
	@JUPYTER_CONFIG_PATH="$(CURDIR)/lab$${JUPYTER_CONFIG_PATH:+:$$JUPYTER_CONFIG_PATH}" $(BIN)/jupyter lab . $(ARGS)

notebooks: $(READY)  ## execute the committed notebooks with their defaults
	@$(BIN)/python -m analysis.publish.run.committed notebooks

bench: $(READY)  ## measure reruns beside the usual ways (RUNS=5 LANGS=ko,en SIZES=8,400,4000)
	@$(BIN)/python -m benchmarks.run_all

lock: $(READY)  ## renew requirements.lock
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --upgrade --generate-hashes --no-emit-index-url \
	  --no-header --no-annotate --extra dev --output-file requirements.lock pyproject.toml

clean:  ## remove the environment and everything made
	@rm -rf .venv reports .pytest_cache .mypy_cache .ruff_cache
