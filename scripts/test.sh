#!/usr/bin/env bash
# Runs every test project and ends with one line: "N passed, N failed".
# Arguments go to dotnet test, e.g. scripts/test.sh --filter FullyQualifiedName~Ledger
set -euo pipefail
cd "$(dirname "$0")/.."

scripts/install-servers.sh
if [ "${USE_EXISTING_CLUSTER:-}" != true ] && [ -z "${TEST_ASSET_KUBE_APISERVER:-}" ]; then
  KUBEBUILDER_ASSETS=$(scripts/test-assets.sh | tail -n 1)
  export KUBEBUILDER_ASSETS
fi

results=$PWD/TestResults/run
rm -rf "$results"
dotnet build -c Release --nologo -v quiet -clp:NoSummary
scripts/build.sh > /dev/null

failed=0
for project in tests/*.Tests/*.csproj; do
  name=$(basename "$project" .csproj)
  dotnet test "$project" -c Release --no-build --nologo --blame-hang-timeout 10m \
    --logger "trx;LogFileName=$name.trx" --results-directory "$results" "$@" || failed=1
done

# Each .trx has one <Counters total= passed= failed= …> element.
sum() {
  { grep -rhoE "<Counters [^>]*" "$results" --include='*.trx' || true; } |
    sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p" | awk '{ n += $1 } END { print n + 0 }'
}
passed=$(sum passed)
broken=$(sum failed)
if [ "$failed" -ne 0 ] && [ "$broken" -eq 0 ]; then
  echo "test: a test run ended without a result; see the output above" >&2
  broken=1
fi
if [ "$passed" -eq 0 ] && [ "$broken" -eq 0 ]; then
  echo "test: no test was run" >&2
  failed=1
fi
echo "$passed passed, $broken failed"
exit "$failed"
