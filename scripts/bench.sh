#!/usr/bin/env bash
# Measures speed and memory on real servers and prints one table; exit 1 when a limit is exceeded.
# Arguments are the parts to measure (ledgers tickets idle fleet client steady pages); none: all.
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-servers.sh
if [ -z "${TEST_ASSET_KUBE_APISERVER:-}" ]; then
  KUBEBUILDER_ASSETS=$(scripts/test-assets.sh | tail -n 1)
  export KUBEBUILDER_ASSETS
fi

scripts/build.sh >&2
dotnet build tests/SloOperator.Benchmarks -c Release --nologo -v quiet -clp:NoSummary >&2
exec dotnet tests/SloOperator.Benchmarks/bin/Release/net10.0/SloOperator.Benchmarks.dll bin/slo-operator crds "$@"
