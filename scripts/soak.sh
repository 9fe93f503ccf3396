#!/usr/bin/env bash
# Churn and faults for a long time on real servers; prints what the operator and a bare follower took up, exit 1 when it grew.
# Beside it run random sequences of writes and faults, each judged by itself.
#   SOAK                         how long: 90s, 10m, 1h (the default)
#   SLO_OPERATOR_MODEL_SEQUENCES how many sequences; 5000
#   SLO_OPERATOR_MODEL_SEED      other sequences, other churn
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-servers.sh
if [ -z "${TEST_ASSET_KUBE_APISERVER:-}" ]; then
  KUBEBUILDER_ASSETS=$(scripts/test-assets.sh | tail -n 1)
  export KUBEBUILDER_ASSETS
fi

scripts/build.sh >&2
dotnet build tests/SloOperator.Soak -c Release --nologo -v quiet -clp:NoSummary >&2
# What is measured must not be exchanged by a build that starts meanwhile.
copy=$(mktemp -d "${TMPDIR:-/tmp}/slo-operator-soak.XXXXXX")
trap 'rm -rf "$copy"' EXIT
cp -r bin tests/SloOperator.Soak/bin/Release/net10.0 crds "$copy/"
dotnet "$copy/net10.0/SloOperator.Soak.dll" run "$copy/bin/slo-operator" "$copy/crds"
