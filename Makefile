# Two commands matter: `make up` runs the product on this machine, `make test` proves it.
# Everything but Python 3.11+ is brought by the first of them.
PYTHON ?= python3
IN_ENVIRONMENT = @command -v $(PYTHON) >/dev/null || { \
	echo "Frontdesk needs Python 3.11 or newer, and there is no $(PYTHON): install it, or name it by PYTHON=…" >&2; exit 1; }; \
	$(PYTHON) infra/local/bootstrap.py

.PHONY: help up down reset logs test test-long check flows tour bench package deploy lock

help: ## what there is
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' Makefile

up: ## build, deploy and run everything on this machine; tells the addresses
	$(IN_ENVIRONMENT) infra.local.up

down: ## stop it; the data stay
	$(IN_ENVIRONMENT) infra.local.down

reset: ## stop it and empty the data
	$(IN_ENVIRONMENT) infra.local.reset

logs: ## follow what the functions write
	$(IN_ENVIRONMENT) infra.local.logs

test: ## install what tests need, then checks and all tests
	$(IN_ENVIRONMENT) infra.local.testing -m "not long"

test-long: export REMINDER_HISTORIES = 10000
test-long: ## the same with the long runs of the properties
	$(IN_ENVIRONMENT) infra.local.testing

check: ## linters, types, laws of the house, templates
	$(IN_ENVIRONMENT) infra.local.check

flows: ## the phone's test cases, and the branches of flows that they take
	$(IN_ENVIRONMENT) infra.local.flowcases

tour: ## walk the whole journey in a browser against the running product
	$(IN_ENVIRONMENT) infra.local.tour

bench: ## measure; prints JSON lines
	$(IN_ENVIRONMENT) bench

package: ## the zip and the template that are deployed
	$(IN_ENVIRONMENT) infra.package

deploy: ## to AWS, with the credentials of the environment: make deploy STAGE=prod
	@test -n "$(STAGE)" || { echo "Name the stage: make deploy STAGE=prod" >&2; exit 1; }
	$(IN_ENVIRONMENT) infra.package
	$(IN_ENVIRONMENT) infra.deploy --stage $(STAGE)

lock: ## write the exact versions of all packages
	$(IN_ENVIRONMENT) infra.local.lock
