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

# The failures once more, briefly and at the very end, where a log that is cut still shows them:
# each test's name, the first lines of its message and the first line of this project in its stack.
failures() {
  find "$results" -name '*.trx' -print0 | xargs -0 -r awk '
    function text(line) {
      gsub(/<[^>]*>/, "", line); gsub(/&lt;/, "<", line); gsub(/&gt;/, ">", line)
      gsub(/&quot;/, "\"", line); gsub(/&#x[DA];/, "", line); gsub(/&amp;/, "\\&", line)
      return substr(line, 1, 240)
    }
    /<UnitTestResult / { wanted = /outcome="Failed"/ && ++shown <= 20
      if (wanted) { name = $0; sub(/.* testName="/, "", name); sub(/".*/, "", name); print "failed: " text(name) } }
    /<Message>/ { part = "message"; lines = 0 }
    /<StackTrace>/ { part = "stack"; traced = 0 }
    wanted && part == "message" && lines++ < 8 { print "  " text($0) }
    wanted && part == "stack" && !traced && /\.cs:line/ { print text($0); traced = 1 }
    /<\/(Message|StackTrace)>/ { part = "" }'
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
[ "$broken" -eq 0 ] || failures
echo "$passed passed, $broken failed"
exit "$failed"
