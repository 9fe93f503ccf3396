#!/usr/bin/env bash
# A small shop's last month on a real Prometheus, the program on crds/examples/, and the table that kubectl would print, until Ctrl-C.
# DEMO_ONCE=1: prints it once, and fails when a budget is not what the event log says.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"
cd "$(dirname "${BASH_SOURCE[0]}")/.."

have dotnet || die "found no dotnet; install the .NET SDK that global.json names"
scripts/install-servers.sh prometheus

# Nothing may be left running when the demo ends: no build server either.
export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false DOTNET_CLI_USE_MSBUILD_SERVER=0

program=bin/slo-operator.dll
demo=bin/demo/SloOperator.Demo.dll
stamp=bin/demo/built-from

sources() {
  find operator tests/SloOperator.Demo tests/SloOperator.Testing Directory.*.props global.json scripts/build.sh \
    \( -name bin -o -name obj \) -prune -o -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum
}

is_built() {
  [ -x bin/slo-operator ] && [ -f "$demo" ] && [ "$stamp" -nt "$program" ] && [ "$stamp" -nt "$demo" ] &&
    [ "$(cat "$stamp")" = "$1" ]
}

# One build at a time, for two demos may start at once; the builds themselves do not inherit the lock.
exec 9<scripts
flock 9
wanted="$(sources)"
if ! is_built "$wanted"; then
  say "building; the first time takes about a minute"
  scripts/build.sh >&2 9<&-
  # The same flags as scripts/build.sh, so that nothing is compiled twice.
  dotnet publish tests/SloOperator.Demo -c Release --use-current-runtime --no-self-contained -p:DebugType=none \
    -p:RunAnalyzers=false --artifacts-path artifacts -o bin/demo --nologo -v quiet >&2 9<&-
  printf '%s\n' "$wanted" >"$stamp"
fi
exec 9<&-

exec dotnet "$demo"
