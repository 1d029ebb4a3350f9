.DEFAULT_GOAL := help
.PHONY: help quickstart test fast format regenerate bench clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-12s %s\n", $$1, $$2}'

quickstart: ## Run the quick start on an embedded PostgreSQL; args="..." are passed on
	mvn -q -Dfast compile exec:java -pl entasis-examples -am -Dexec.args="$(args)"

test: ## Run every check and test
	mvn verify

fast: ## Compile without the checks
	mvn -q -Dfast test-compile

format: ## Format the Java sources
	mvn -q spotless:apply

regenerate: ## Generate the jOOQ types again from the migrations
	mvn -Dfast -Pregenerate -pl entasis-jooq-gen -am compile

bench: ## Run the benchmarks; args="..." are passed on
	mvn -q -Dfast compile exec:exec -pl entasis-benchmarks -am -Dbench.args="$(args)"

clean: ## Remove what the build made
	mvn -q clean
