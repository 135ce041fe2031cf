.DELETE_ON_ERROR:
.PHONY: help up test newest rest check web docs bench

ENV := .venv/.synced
PAGE := web/graphiql/dist/index.html

help: ## What can be made
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

up: $(ENV) ## Database, demo province and service, everything fetched that is missing
	@$(MAKE) --silent --no-print-directory web || echo "GraphiQL could not be built; the service runs without it."
	@.venv/bin/assetgraph up

# In two processes beside each other, of which one speaks at a time.
test: $(ENV) web check ## Every check and every test
	@mkdir -p build; $(MAKE) --no-print-directory -j2 newest rest; status=$$?; cat build/rest.log; exit $$status

newest:
	.venv/bin/pytest --half newest

rest:
	@.venv/bin/pytest --half rest > build/rest.log 2>&1

check: $(ENV) ## Format, lint, types, import directions
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/mypy .
	.venv/bin/pyright
	.venv/bin/lint-imports

web: $(PAGE) ## GraphiQL, built from its npm packages

bench: $(ENV) ## This service beside its rivals; needs wrk and PostgreSQL 15
	.venv/bin/uv sync --quiet --locked --inexact --group bench
	.venv/bin/python -m bench.rivals --out bench/results

docs: $(ENV) ## The documentation as a site, in build/site
	NO_MKDOCS_2_WARNING=1 .venv/bin/mkdocs build --quiet

$(ENV): pyproject.toml uv.lock
	python3 -m venv .venv
	.venv/bin/python -m pip install --disable-pip-version-check uv
	.venv/bin/uv sync --locked --inexact --compile-bytecode
	@touch $@

$(PAGE): $(ENV) web/graphiql/package-lock.json web/graphiql/index.html web/graphiql/vite.config.js web/graphiql/page.css web/graphiql/workers.js web/graphiql/main.jsx
	@echo "GraphiQL: its packages are fetched, its page is built."
	@cd web/graphiql && ../../.venv/bin/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && ../../.venv/bin/node node_modules/vite/bin/vite.js build --logLevel warn
	@touch $@
