#!/usr/bin/env bash
# The suite against a throw-away k3d cluster: the same tests with USE_EXISTING_CLUSTER=true.
set -euo pipefail
cd "$(dirname "$0")/.."

for need in docker k3d; do
  command -v "$need" > /dev/null || { echo "test-k3d: '$need' is not on PATH; install Docker and k3d, or set USE_EXISTING_CLUSTER=true and KUBECONFIG and run 'make test'" >&2; exit 1; }
done
docker info > /dev/null 2>&1 || { echo "test-k3d: the Docker daemon does not answer; start it, or set USE_EXISTING_CLUSTER=true and KUBECONFIG and run 'make test'" >&2; exit 1; }

cluster=slo-operator-$$
kubeconfig=$(mktemp)
trap 'k3d cluster delete "$cluster"; rm -f "$kubeconfig"' EXIT
k3d cluster create "$cluster" --wait --kubeconfig-update-default=false
k3d kubeconfig get "$cluster" > "$kubeconfig"
USE_EXISTING_CLUSTER=true KUBECONFIG=$kubeconfig scripts/test.sh "$@"
