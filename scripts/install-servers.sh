#!/usr/bin/env bash
# Installs what the tests use beside the operator, where it is missing, from the Debian archive: servers, and Go with
# helm's own libraries, which render the chart where there is no helm.
# Starts and enables no service. Usage: scripts/install-servers.sh [prometheus] [alertmanager] [kubectl] [git] [curl] [ca-certificates] [go] [sprig]
# [gojsonschema] [sigs-yaml]
# Without arguments: all of them.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

known=(prometheus alertmanager kubectl git curl ca-certificates go sprig gojsonschema sigs-yaml)

# Debian installs Go libraries as source.
has_source() { [ -d "/usr/share/gocode/src/$1" ]; }

is_present() {
  case "$1" in
    prometheus) have prometheus && have promtool ;;
    alertmanager) have prometheus-alertmanager ;;
    go) have helm || have go ;;
    sprig) have helm || has_source github.com/Masterminds/sprig ;;
    gojsonschema) have helm || has_source github.com/xeipuuv/gojsonschema ;;
    sigs-yaml) have helm || has_source sigs.k8s.io/yaml ;;
    ca-certificates) [ -s /etc/ssl/certs/ca-certificates.crt ] || [ -s /etc/pki/tls/certs/ca-bundle.crt ] ;;
    *) have "$1" ;;
  esac
}

package_of() {
  case "$1" in
    alertmanager) echo prometheus-alertmanager ;;
    kubectl) echo kubernetes-client ;;
    go) echo golang-go ;;
    sprig) echo golang-github-masterminds-sprig-dev ;;
    gojsonschema) echo golang-github-xeipuuv-gojsonschema-dev ;;
    sigs-yaml) echo golang-k8s-sigs-yaml-dev ;;
    *) echo "$1" ;;
  esac
}

wanted=("$@")
if [ "${#wanted[@]}" -eq 0 ]; then
  wanted=("${known[@]}")
fi

packages=()
missing=()
for name in "${wanted[@]}"; do
  case " ${known[*]} " in
    *" $name "*) ;;
    *) die "asked for '$name', which this script does not know; choose from: ${known[*]}" ;;
  esac
  if ! is_present "$name"; then
    missing+=("$name")
    packages+=("$(package_of "$name")")
  fi
done

if [ "${#packages[@]}" -eq 0 ]; then
  say "present: ${wanted[*]}"
  exit 0
fi

apt_install "${packages[@]}"

for name in "${missing[@]}"; do
  is_present "$name" ||
    die "installed the package $(package_of "$name"), but still found no usable $name on PATH; check that /usr/bin is on PATH"
done
say "installed: ${missing[*]}"
