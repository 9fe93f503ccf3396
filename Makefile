# `make help` lists the targets.
.DEFAULT_GOAL := help
SHELL := /usr/bin/env bash
CONFIGURATION ?= Release
DOTNET_FLAGS := --nologo -v quiet -clp:NoSummary

.PHONY: help build test test-k3d fmt lint verify demo bench soak cover mutate assets tools clean

help: ## list the targets
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

build: ## publish a runnable bin/slo-operator (ReadyToRun)
	@scripts/build.sh

test: ## run the whole suite on a real API server, etcd and Prometheus
	@scripts/test.sh

test-k3d: ## run the suite against a k3d cluster (needs Docker and k3d)
	@scripts/test-k3d.sh

fmt: tools ## lay the code out
	@dotnet csharpier format .

lint: tools ## check layout, and build with every analyzer; warnings are errors
	@dotnet csharpier check .
	@dotnet build $(DOTNET_FLAGS) -c $(CONFIGURATION)

verify: lint test ## what CI runs

demo: ## a small shop's last month on a real Prometheus, and the table kubectl would print (DEMO_ONCE=1: once)
	@scripts/demo.sh

bench: ## measure speed and memory; ratios in one run
	@scripts/bench.sh

soak: ## an hour of churn and faults, and 5,000 random sequences; nothing may grow (SOAK=10m: shorter)
	@scripts/soak.sh

cover: tools ## line and branch coverage of the suite
	@scripts/cover.sh

mutate: tools ## mutation score of the domain (at least 90 %)
	@scripts/mutate.sh

assets: ## provide kube-apiserver, etcd, prometheus and kubectl for the tests
	@scripts/install-servers.sh
	@scripts/test-assets.sh

tools:
	@dotnet tool restore > /dev/null

clean: ## remove what was built
	@rm -rf bin TestResults StrykerOutput BenchmarkDotNet.Artifacts
	@dotnet clean $(DOTNET_FLAGS)
