#!/usr/bin/env bash
# Checks the promises with a real Kubernetes API server, which it starts on loopback: whether it accepts
# all that they make, whether it refuses the same requests as yaml-validate, and the commands of
# docs/operating.md and docs/migrating.md. It builds etcd, kube-apiserver, kube-controller-manager and
# kubectl from Go modules unless they are installed; that takes minutes, once. CRDS is a folder with the
# CRDs of Kratix, Argo CD and External Secrets. Without it, placeholder CRDs accept every object of these
# kinds. CHARTS is a folder of vcluster charts, as for platform.sh; with it, the objects of the newest
# chart are checked, too.
set -euo pipefail
B=$(cd "$B" && pwd)
work=$(mktemp -d)
bad=0
export LC_ALL=C PATH=$B/bin:$PATH
. conformance/requests.bash
# shellcheck disable=SC1090 # each is checked by itself
for part in control-plane kinds verdicts made sync commands; do . "conformance/cluster/$part.bash"; done
trap 'stop; rm -rf "$work"' EXIT

programs || exit 0
start
install_kinds
echo "cluster: $(kubectl version -o json | jq -r .serverVersion.gitVersion)"

# The requests.
verdicts vclusterorchestratorv2s promise.yaml < <(yaml2kv examples/everything.yaml | kv2yaml -j | variants)
requests 0.31.3 >"$work/requests.kv"
made <"$work/requests.kv" >"$work/made"
for kind in Project Application; do
	verdicts "argocd${kind,,}s" "templates/argocd-${kind,,}/promise.yaml" < <(variants < <(
		jq -c "select(.kind == \"ArgoCD$kind\" and (.metadata.name | startswith(\"everything\")))" "$work/made"))
done
verdicts_of_files examples/*.yaml examples/bad/*.yaml

# Make their resources.
apply_made
restricted_pods
for chart in "${CHARTS:-/nonexistent}"/vcluster-*; do :; done
[ ! -e "$chart/Chart.yaml" ] || apply_chart "$chart"

copy_kubeconfig payments

# The documents' commands.
run_commands docs/operating.md payments platform-requests
run_commands docs/migrating.md takeover team-a

[ "$bad" = 0 ] || { echo "cluster: $bad are wrong"; exit 1; }
