.DEFAULT_GOAL := help
SHELL := /bin/sh
PY := .venv/bin/python
PYTEST := $(PY) -m pytest -q
# Two tests at a time, those of one file one after the other; the slow files begin before the end.
PAIRED := $(PYTEST) -n 2 --dist loadfile --no-loadscope-reorder
ON_POSTGRES := HANDSLAG_TEST_ON=postgres $(PAIRED) -m "not browser and not engine and not faults" tests/api

.PHONY: help run test check fix rows bench bench-web bench-scale faults evaluate fuzz demo worker test-postgres setup setup-test lock

help: ## this list
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

setup:
	@./setup.sh run

setup-test:
	@./setup.sh test

run: setup ## set up all, migrate, serve on 127.0.0.1:8000 with one worker
	@$(PY) -m api migrate
	@$(PY) -m api serve --with-worker

worker: setup ## one more worker beside a running service
	@$(PY) -m api worker

demo: setup-test ## an empty service filled with invented people and cards, then served
	@$(PY) -m api migrate
	@$(PY) -m tests.demo
	@$(PY) -m api serve --with-worker

test: check ## everything that proves the product, on SQLite and PostgreSQL, browser included
	@rm -rf build/rows
	$(PAIRED)
	$(ON_POSTGRES)
	@$(PY) tests/rows.py

test-postgres: setup-test ## the service's tests on PostgreSQL alone
	$(ON_POSTGRES)

check: setup-test ## lint, types, layers, in Python and JavaScript
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	$(PY) -m mypy
	.venv/bin/lint-imports
	@$(PY) web/vendor.py check

fix: setup-test ## what can be put right by itself
	$(PY) -m ruff format .
	$(PY) -m ruff check --fix .

rows: setup-test ## each row of the requirements with its tests and result
	@rm -rf build/rows
	-@$(PAIRED) -m row
	@$(PY) tests/rows.py
	@$(PY) -m tests.policy_map

bench: setup-test ## reading and acknowledgement, as ratios and times of one run
	$(PY) -m tests.bench.reading
	$(PY) -m tests.bench.acknowledge

bench-web: setup-test ## the app: speed, size, loss, accessibility
	$(PY) -m tests.bench.web

bench-scale: setup-test ## search, feed, queue and audit over a large register
	$(PY) -m tests.bench.scale

faults: setup-test ## programs killed and power cut while cards come in
	$(PY) -m tests.faults.run

evaluate: setup-test ## field scores on generated cards, and on HANDSLAG_EVAL if it names a folder
	$(PY) -m tests.ocr.evaluate

fuzz: setup-test ## ten thousand damaged inputs
	HANDSLAG_FUZZ=10000 $(PYTEST) tests/ocr/test_robustness.py

lock: ## write the requirements files anew (needs uv)
	uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q pyproject.toml -o requirements.txt
	uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q pyproject.toml --group dev -o requirements-dev.txt
	uv pip compile --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate --no-header -q --group build -o requirements-build.txt
