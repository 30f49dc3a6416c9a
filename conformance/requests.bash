# For conformance/*.sh: requests of the main promise and what it makes of them.
# shellcheck disable=SC2034
promise=templates/vcluster-orchestrator-v2
over=.spec.vcluster.helmOverrides.controlPlane
records=(
	'' '.spec.exposure.vip="10.0.9.7"' '.spec.exposure.vip="fd00::9"' '.spec.exposure.apiPort=6443'
	'.spec.vcluster.persistence.enabled=true .spec.vcluster.persistence.size="64Gi"'
	".spec.exposure.vip=\"10.0.9.8\" .spec.exposure.apiPort=8443 $over.coredns.deployment.replicas=5"
	".spec.vcluster.coredns.replicas=4 $over.statefulSet.resources.limits.memory=\"9Gi\""
	'.spec.vcluster.backingStore.etcd.deploy.enabled=true .spec.vcluster.persistence.enabled=true'
	'.spec.vcluster.networking.clusterDomain="lab.internal" .spec.networkPolicies.enableNFS=true'
	"$over.statefulSet.persistence.volumeClaim.size=\"70Gi\" $over.distro.k8s.resources.requests.memory=\"200Mi\""
	"$over.statefulSet.sidecarContainers[0].name=\"logs\" $over.statefulSet.sidecarContainers[0].image=\"busybox\"
		$over.statefulSet.sidecarContainers[0].resources.limits.memory=\"20Gi\""
	"$over.statefulSet.initContainers[0].name=\"first\" $over.statefulSet.initContainers[0].image=\"busybox\"
		$over.statefulSet.initContainers[0].resources.requests.cpu=6
		$over.statefulSet.initContainers[0].resources.limits.cpu=16"
	'.spec.vcluster.helmOverrides.plugins.hooks.image="example.com/hooks"
		.spec.vcluster.helmOverrides.policies.limitRange.default.cpu=30
		.spec.vcluster.helmOverrides.policies.limitRange.defaultRequest.cpu=20'
	".spec.vcluster.replicas=1 .spec.vcluster.backingStore.database.embedded.enabled=true"
)

# requests VERSION: prints the examples and, numbered, requests with combinations of fields, as records.
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

# made: prints the resources and the status of the requests whose records it reads, JSON, a document a line.
# Unlike pipeline.sh it accepts requests with the same address.
made()
{
	preset-resolve -b "$promise/base.yaml" -p "$promise/presets" -s .spec.vcluster.preset |
		vip-calc -N .platform.vipOffset |
		tmpl-render "$promise"/_*.tmpl "$promise/checks.tmpl" "$promise"/configure/resources/*.tmpl \
			"$promise/configure/status.yaml.tmpl" | yaml2kv | kv2yaml -j
}
