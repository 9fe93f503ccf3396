#!/usr/bin/env bash
# Installs the programs that the tests run beside the operator, where they are missing, from the Debian archive.
# Starts and enables no service. Usage: scripts/install-servers.sh [prometheus] [alertmanager] [kubectl] [git] [curl] [ca-certificates]
# Without arguments: all of them.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/lib.sh"

known=(prometheus alertmanager kubectl git curl ca-certificates)

is_present() {
  case "$1" in
    prometheus) have prometheus && have promtool ;;
    alertmanager) have prometheus-alertmanager ;;
    ca-certificates) [ -s /etc/ssl/certs/ca-certificates.crt ] || [ -s /etc/pki/tls/certs/ca-bundle.crt ] ;;
    *) have "$1" ;;
  esac
}

package_of() {
  case "$1" in
    alertmanager) echo prometheus-alertmanager ;;
    kubectl) echo kubernetes-client ;;
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
