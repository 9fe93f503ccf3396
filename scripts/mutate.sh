#!/usr/bin/env bash
# Mutation score of the domain: how many deliberate defects its scenario tests notice. Fails below 90 %.
# The random laws are left out, so that a defect counts as noticed only where a test states the number it breaks.
# Arguments go to dotnet stryker, e.g. scripts/mutate.sh --mutate '**/BudgetLedger.cs'
set -euo pipefail
cd "$(dirname "$0")/.."
dotnet tool restore > /dev/null
output=$PWD/StrykerOutput/domain
rm -rf "$output"
cd tests/SloOperator.Domain.Tests
status=0
dotnet stryker --config-file stryker-config.json --output "$output" --concurrency 2 --skip-version-check "$@" || status=$?
echo "report: StrykerOutput/domain/reports/mutation-report.html"
exit "$status"
