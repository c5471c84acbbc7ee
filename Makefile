# Everything one does with Samväg. GNU make 4, plain sh.
MAKEFLAGS += --no-print-directory
PY := .venv/bin/python
export PYTHONDONTWRITEBYTECODE ?=

.PHONY: help setup run test check fix bench prove docs audit

help: ## Visar det här
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' Makefile | expand -t 14

setup: ## Bygger miljön i .venv ur den låsta listan
	@bin/setup run

run: setup ## Startar Samväg med påhittade personer på http://localhost:8000 (SAMVAG_PORT=8001 väljer port)
	@SAMVAG_DEMO=$${SAMVAG_DEMO:-1} exec .venv/bin/samvag run

test: ## Kör allt: check och tester på båda databaserna (bin/test svarar 3 när något saknades, make då 2)
	@bin/test

check: ## Granskar koden: stil, typer, våningar
	@bin/test check

fix: ## Rättar stil
	@bin/setup test
	@$(PY) -m ruff check --fix --quiet . && $(PY) -m ruff format --quiet .

# The words after bench are what to measure, no targets of their own.
WHAT ?= $(filter web gaps import access,$(MAKECMDGOALS))
.PHONY: web gaps import access
web gaps import access: bench
	@:

bench: ## Mäter: make bench web|gaps|import|access (alla om inget sägs)
	@bin/setup test
	@$(PY) -m bench $(WHAT)

# Each proof is a module in tests/proofs: the words after prove are names, no targets of their own.
ifeq ($(firstword $(MAKECMDGOALS)),prove)
PROOFS := $(wordlist 2,$(words $(MAKECMDGOALS)),$(MAKECMDGOALS))
.PHONY: $(PROOFS)
$(PROOFS): prove
	@:
endif

prove: ## Bevisar det som tar tid: make prove policy, till exempel (alla i tests/proofs om inget sägs)
	@bin/setup test
	@$(PY) -m tests.proofs $(PROOFS)

docs: ## Skriver om det som tas fram ur koden, och tar handbokens bilder
	@bin/setup tools
	@$(PY) -m docs
	@$(PY) -m tests.browser.pictures

audit: ## Slår upp det vi låser: nyare versioner och kända fel (behöver nätet); skriver docs/components.csv
	@bin/setup test
	@.venv/bin/python -m tests.guards.components
