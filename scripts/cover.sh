#!/usr/bin/env bash
# Coverage of the whole suite; the summary goes to stdout, the pages to TestResults/coverage/.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf TestResults/coverage
scripts/test.sh --collect "XPlat Code Coverage"
dotnet reportgenerator "-reports:TestResults/run/**/coverage.cobertura.xml" -targetdir:TestResults/coverage \
  "-reporttypes:Html;TextSummary" "-assemblyfilters:+SloOperator*;+slo-operator;-*.Tests;-SloOperator.Testing" > /dev/null
cat TestResults/coverage/Summary.txt
