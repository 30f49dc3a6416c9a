#!/usr/bin/env bash
# Renders the real vcluster charts with the values that the pipeline makes of the examples and of 30
# other requests, and checks the result. CHARTS is a folder of charts, vcluster-VERSION each; this
# project contains no chart. conformance/go.mod has Helm's version.
set -euo pipefail
charts=()
for f in "${CHARTS:-/nonexistent}"/vcluster-*/Chart.yaml; do
	[ ! -e "$f" ] || charts+=("${f%/*}")
done
[ ${#charts[@]} -gt 0 ] || { echo 'platform: CHARTS=DIR names a folder of vcluster-VERSION charts'; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH=$PWD/$B/bin:$PATH
promise=templates/vcluster-orchestrator-v2

# requests VERSION: prints the examples and, numbered, requests with combinations of fields.
requests()
{
	local f n=0 presets=(dev prod) modes=(standard strict) record
	for f in examples/*.yaml; do
		yaml2kv "$f" | grep -v '^\.spec\.argocdApplication\.targetRevision'
		printf '.spec.argocdApplication.targetRevision="%s"\n---\n' "$1"
	done
	while ((n < 30)); do
		printf '.apiVersion="platform.integratn.tech/v1alpha1"\n.kind="VClusterOrchestratorV2"\n'
		printf '.metadata.name="r%d"\n.metadata.namespace="team-a"\n.spec.name="r%d"\n' "$n" "$n"
		printf '.spec.vcluster.preset="%s"\n' "${presets[n % 2]}"
		printf '.spec.vcluster.isolationMode="%s"\n' "${modes[n / 2 % 2]}"
		printf '.spec.argocdApplication.targetRevision="%s"\n' "$1"
		for record in ${records[n % ${#records[@]}]}; do printf '%s\n' "$record"; done
		n=$((n + 1))
		((n == 30)) || echo ---
	done
}
over=.spec.vcluster.helmOverrides.controlPlane
records=(
	'' '.spec.exposure.vip="10.0.9.7"' '.spec.exposure.vip="fd00::9"' '.spec.exposure.apiPort=6443'
	'.spec.vcluster.persistence.enabled=true .spec.vcluster.persistence.size="64Gi"'
	".spec.exposure.vip=\"10.0.9.8\" .spec.exposure.apiPort=8443 $over.coredns.deployment.replicas=5"
	".spec.vcluster.coredns.replicas=4 $over.statefulSet.resources.limits.memory=\"9Gi\""
	'.spec.vcluster.backingStore.etcd.deploy.enabled=true .spec.vcluster.persistence.enabled=true'
	'.spec.vcluster.networking.clusterDomain="lab.internal" .spec.networkPolicies.enableNFS=true'
	"$over.statefulSet.persistence.volumeClaim.size=\"70Gi\" $over.distro.k8s.resources.requests.memory=\"200Mi\""
	".spec.vcluster.replicas=1 .spec.vcluster.backingStore.database.embedded.enabled=true"
)

for chart in "${charts[@]}"; do
	requests "${chart##*/vcluster-}" >"$work/requests.kv"
	kv2yaml -j <"$work/requests.kv" >"$work/requests.json"
	preset-resolve -b "$promise/base.yaml" -p "$promise/presets" -s .spec.vcluster.preset <"$work/requests.kv" |
		vip-calc -N .platform.vipOffset |
		tmpl-render "$promise"/_*.tmpl "$promise/checks.tmpl" "$promise"/configure/resources/*.tmpl \
		"$promise/configure/status.yaml.tmpl" | yaml2kv | kv2yaml -j >"$work/made.json"
	"$B/conformance/platform" "$chart" "$work/requests.json" "$work/made.json"
done
