#!/usr/bin/env bash
# Publishes the program to bin/: one folder with its runtime in it, trimmed, and compiled ahead of time so that it starts fast.
set -euo pipefail
cd "$(dirname "$0")/.."

case "$(uname -m)" in
  x86_64) rid=linux-x64 ;;
  aarch64) rid=linux-arm64 ;;
  *) echo "build: no ReadyToRun target for $(uname -m); use 'dotnet publish operator/SloOperator'" >&2; exit 1 ;;
esac

# Analyzers have their turn in "make lint"; in a folder of its own, this build does not make that one think all is up to date.
dotnet publish operator/SloOperator -c Release -r "$rid" --self-contained --artifacts-path artifacts \
  -p:PublishReadyToRun=true "-p:PublishReadyToRunCrossgen2ExtraArgs=--Os" -p:DebugType=none -p:RunAnalyzers=false -o bin --nologo -v quiet
echo "built bin/slo-operator"
