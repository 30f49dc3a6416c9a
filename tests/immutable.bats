# immutable.yaml: a change that is impossible in place is marked, and no other.
load lib

# made RECORD…: prints the records of the resources for examples/prod.yaml with these records added.
made()
{
	{ yaml2kv "$ROOT/examples/prod.yaml" && printf '%s\n' "$@"; } | kv2yaml -o | resources | yaml2kv
}

# changed RC RECORD…: changes the example by these records; kv-diff -m must exit with RC.
changed()
{
	local rc=$1
	shift
	made "$@" >"$T/new.kv"
	run kv-diff -r "$ROOT/templates/vcluster-orchestrator-v2/immutable.yaml" "$T/old.kv" "$T/new.kv"
	[ "$status" -eq 1 ] || { echo "$*: nothing changed: $output"; return 1; }
	run kv-diff -m -r "$ROOT/templates/vcluster-orchestrator-v2/immutable.yaml" "$T/old.kv" "$T/new.kv"
	[ "$status" -eq "$rc" ] || { echo "$*: exit $status: $output"; return 1; }
	[ "$rc" -eq 0 ] || [[ $output == *' instead: '* ]]
}

@test "a change that is refused or loses data is marked" {
	local store=.spec.vcluster.backingStore etcd=.spec.vcluster.backingStore.etcd.deploy
	made '#' >"$T/old.kv"
	changed 1 '.spec.vcluster.persistence.size="30Gi"'
	changed 1 '.spec.vcluster.persistence.storageClass="slow"'
	changed 1 '.spec.vcluster.persistence.enabled=false'
	changed 1 "$store.database.embedded.enabled=true" '.spec.vcluster.replicas=1'
	changed 1 "$etcd.enabled=true" "$etcd.statefulSet.highAvailability.replicas=5"
	changed 1 "$etcd.enabled=true" "$etcd.statefulSet.highAvailability.replicas=3" \
		"$etcd.statefulSet.persistence.volumeClaim.size=\"5Gi\""
	changed 1 '.spec.targetNamespace="payments"'
	changed 1 '.spec.name="bills"' '.spec.exposure.hostname="bills.integratn.tech"'
	changed 1 '.metadata.name="bills"' '.spec.name="bills"' '.spec.exposure.hostname="bills.integratn.tech"'
	changed 1 '.spec.argocdApplication.destinationServer="https://10.0.0.9"'
	changed 1 '.spec.argocdApplication.chart="vcluster-next"'
	changed 1 '.metadata.annotations["platform.integratn.tech/base-domain"]="lab.example.com"'
	changed 1 '.spec.vcluster.helmOverrides.controlPlane.distro.k3s.enabled=true'
	changed 1 '.spec.vcluster.helmOverrides.privateNodes.vpn.enabled=true'
	changed 1 '.spec.vcluster.helmOverrides.sync.toHost.namespaces.enabled=true'
	changed 1 '.spec.vcluster.helmOverrides.controlPlane.statefulSet.scheduling.podManagementPolicy="Parallel"'
	changed 1 '.spec.vcluster.helmOverrides.controlPlane.service.spec.loadBalancerClass="metallb.io/metallb"'
	changed 1 '.spec.exposure.subnet="fd00:8::/64"' '.spec.exposure.vip="fd00:8::20"'
}

@test "a change that is possible in place is not marked" {
	made '#' >"$T/old.kv"
	changed 0 '.spec.vcluster.replicas=5'
	changed 0 '.spec.vcluster.k8sVersion="v1.34.3"'
	changed 0 '.spec.vcluster.resources.limits.cpu=4'
	changed 0 '.spec.vcluster.coredns.replicas=4' '.spec.vcluster.helmOverrides.controlPlane.coredns.deployment.replicas=4'
	changed 0 '.spec.exposure.vip="10.0.8.21"'
	changed 0 '.spec.exposure.apiPort=6443'
	changed 0 '.spec.argocdApplication.targetRevision="0.31.3"'
	changed 0 '.spec.projectName="bills"'
	changed 0 '.spec.integrations.argocd.clusterLabels.team="bills"'
	changed 0 '.spec.networkPolicies={}'
	changed 0 '.spec.vcluster.isolationMode="standard"'
}

@test "a value that V2 states and V1 left to the chart is marked" {
	made '#' >"$T/new.kv"
	grep -v 'etcd.*persistence' "$T/new.kv" >"$T/old.kv"
	run kv-diff -m -r "$ROOT/templates/vcluster-orchestrator-v2/immutable.yaml" "$T/old.kv" "$T/new.kv"
	[ "$status" -eq 1 ]
	[[ $output == *'size 5Gi if its values have no size'* ]]
	grep -v 'backingStore' "$T/new.kv" >"$T/old.kv"
	run kv-diff -m -r "$ROOT/templates/vcluster-orchestrator-v2/immutable.yaml" "$T/old.kv" "$T/new.kv"
	[ "$status" -eq 1 ]
	[[ $output == *'does not move its data to another store'* ]]
}
