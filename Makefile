# Everything a developer runs. `make` alone explains the targets.
SHELL      := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

GO         ?= go
# The same PostgreSQL for all packages: started before, stopped after.
WITH_PG    := $(GO) run ./cmd/internal/db/dbtest/withpostgres
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
# The packages whose tests take longest begin first, so that none of them is alone
# at the end. Browsers and databases wait much: one package more than there are
# cores keeps these busy.
LONGEST    := $(addprefix ./cmd/,internal/web/respondweb dealervoice internal/app internal/web/surveyweb internal/web/reviewweb)
# What `make fuzz` gives each target.
FUZZTIME   ?= 20s
# Which benchmarks `make bench` runs.
BENCH      ?= .

.PHONY: help
help: ## explain these targets
	@echo 'Dealervoice. Targets:'
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

.PHONY: run
run: build ## serve the demo company on http://localhost:8080 from ./data/dealervoice.db
	./bin/dealervoice serve --demo-if-empty

.PHONY: build
build: ## build the one binary into ./bin
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/dealervoice ./cmd/dealervoice

.PHONY: test
test: ## every test, on SQLite and PostgreSQL, browser journeys included
	.ci/need postgres chromium chinese
	$(WITH_PG) $(GO) test -vet=all -p 3 -timeout 20m $(LONGEST) ./...

.PHONY: race
race: ## the same with the race detector, which takes three times as long
	.ci/need compiler postgres chromium chinese
	$(GO) vet -race ./... # -race in all three, so that everything is compiled once
	$(GO) run -race ./cmd/internal/db/dbtest/withpostgres $(GO) test -race -timeout 40m ./...

.PHONY: quick
quick: ## the tests of changed packages alone; each starts its own PostgreSQL
	$(GO) test ./...

.PHONY: bench
bench: ## one run of every benchmark (no load from elsewhere, please)
	.ci/need postgres
	TMPDIR=$${TMPDIR:-/tmp} $(WITH_PG) $(GO) test -run '^$$' -bench '$(BENCH)' -benchtime 2s -timeout 30m $$($(GO) list ./...) | grep -vE '^(PASS|ok |goos|goarch)|no test files'

.PHONY: forensic
forensic: ## tries to link the answers of an unlinkable survey of 200 dealers, on both databases
	.ci/need postgres
	FORENSIC=200 $(WITH_PG) $(GO) test -count=1 -v -timeout 10m ./cmd/internal/forensic

.PHONY: lint
lint: ## gofmt, go vet, staticcheck
	@unformatted=$$(gofmt -l cmd survey feedback analysis templates); \
	if [ -n "$$unformatted" ]; then echo "not gofmt-ed:"; echo "$$unformatted"; exit 1; fi
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

.PHONY: collusion
collusion: ## ten thousand sequences of looks by colluding viewers, and what an attacker learns of them
	$(GO) test ./cmd/internal/collusion -run Colluding -sequences 10000 -timeout 60m -v

.PHONY: oracle
oracle: ## has survey-core decide on 2,000 new definitions (SEED=), and compares
	.ci/need chromium
	$(GO) test -count=1 ./cmd/internal/oracle -timeout 30m -v -seed $${SEED:-$$(date +%j)} -vectors 400

.PHONY: fuzz
fuzz: ## run each fuzz target for FUZZTIME (20s)
	@for pkg in $$($(GO) list ./...); do \
		for target in $$($(GO) test -list '^Fuzz' $$pkg | grep '^Fuzz' || true); do \
			echo "== $$pkg $$target"; \
			$(GO) test -run '^$$' -fuzz "^$$target\$$" -fuzztime $(FUZZTIME) $$pkg; \
		done; \
	done

.PHONY: generate
generate: ## make the generated files anew (dictionaries, fonts)
	$(GO) generate ./...

.PHONY: clean
clean: ## remove what was built (never ./data)
	rm -rf bin
