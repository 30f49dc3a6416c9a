# The quota of strict isolation has room for the control plane: adds up what the control planes of
# the examples need, from facts of the chart, and compares it with their quota.
load lib

setup()
{
	need jq
}

# The defaults of the chart's pods: config/values.yaml of vcluster, the same from 0.30.4 to 0.37.0,
# and the defaults of its limit range. The sync Job and the CronJob may run at the same time. The
# quantities have only the forms that the values use.
sums='
def amount: if type == "number" then . else
	capture("^(?<n>[0-9.]+)(?<u>.*)$") | (.n | tonumber) * {"": 1, m: 0.001, Mi: 1048576, Gi: 1073741824}[.u] end;
def filled($chart): ($chart * .) as $r | ["cpu", "memory", "ephemeral-storage"] | map({key: ., value:
	(. as $k | {requests: ($r.requests[$k] // $r.limits[$k] // {cpu: "100m", memory: "128Mi", "ephemeral-storage": "3Gi"}[$k]),
	limits: ($r.limits[$k] // {cpu: "1", memory: "512Mi", "ephemeral-storage": "8Gi"}[$k])}
	| map_values(amount))}) | from_entries;
def most($a; $b): reduce ($a | paths(numbers)) as $p ($a; setpath($p; [getpath($p), ($b | getpath($p))] | max));
def pods($v): $v.controlPlane as $c | $c.backingStore.etcd.deploy as $etcd |
	{claims: [($c.statefulSet.persistence.volumeClaim | select(.enabled) | {n: $c.statefulSet.highAvailability.replicas, size}),
		($etcd | select(.enabled) | .statefulSet | .persistence.volumeClaim | select(.enabled)
			| {n: $etcd.statefulSet.highAvailability.replicas, size})]} +
	{pods: [
	{n: ($c.statefulSet.highAvailability.replicas + if $c.statefulSet.persistence.volumeClaim.enabled then 0 else 1 end),
		takes: most($c.statefulSet.resources | filled({requests: {cpu: "200m", memory: "256Mi", "ephemeral-storage": "1Gi"},
			limits: {memory: "4Gi", "ephemeral-storage": "10Gi"}}); $c.distro.k8s.resources // {}
			| filled({requests: {cpu: "40m", memory: "64Mi"}, limits: {cpu: "100m", memory: "256Mi"}}))},
	{n: (if $etcd.enabled then $etcd.statefulSet.highAvailability.replicas else 0 end),
		takes: ($etcd.statefulSet.resources // {} | filled({requests: {cpu: "20m", memory: "150Mi"}}))},
	{n: ($c.coredns.deployment.replicas | . + (. / 4 | ceil)),
		takes: ($c.coredns.deployment.resources // {} | filled({requests: {cpu: "20m", memory: "64Mi"}, limits: {cpu: "1", memory: "170Mi"}}))},
	{n: 2, takes: ({requests: {cpu: "50m", memory: "32Mi", "ephemeral-storage": "16Mi"},
		limits: {cpu: "200m", memory: "128Mi", "ephemeral-storage": "64Mi"}} | filled({}))}]};
def asked($v): pods($v) as $p |
	(["requests", "limits"] | map(. as $kind | ["cpu", "memory", "ephemeral-storage"] | map(. as $k |
		{key: "\($kind).\($k)", value: ([$p.pods[] | .n * .takes[$k][$kind]] | add)})) | add | from_entries)
	+ {"requests.storage": ([$p.claims[] | .n * (.size | amount)] | add // 0),
	"count/pods": ([$p.pods[].n] | add), "count/persistentvolumeclaims": ([$p.claims[].n] | add // 0)};
{"requests.cpu": "10", "requests.memory": "20Gi", "requests.ephemeral-storage": "60Gi", "requests.storage": "100Gi",
	"limits.cpu": "20", "limits.memory": "40Gi", "limits.ephemeral-storage": "160Gi",
	"count/pods": 20, "count/persistentvolumeclaims": 20} as $workloads |
asked(.) as $asked | .policies.resourceQuota.quota as $quota | $workloads | to_entries | map(
	($quota[.key] | amount) as $q | ($asked[.key] + (.value | amount)) as $needed
	| select($q < $needed - 0.0001 or $q > $needed + 1048576)
	| "\(.key): the quota is \($quota[.key]), needed are \($needed)")[]'

# values RECORD…: prints the Helm values of the example in $e with these records added.
values()
{
	{ yaml2kv "$ROOT/examples/$e.yaml" && printf '%s\n' "$@"; } | kv2yaml -o | resources >"$T/made.yaml"
	yaml2kv "$T/made.yaml" | sed -n 's/^\.spec\.source\.helm\.valuesObject//p' | kv2yaml -j >"$T/values.json"
}

@test "the quota is the chart's amounts plus what the control plane needs" {
	local e over=.spec.vcluster.helmOverrides.controlPlane strict='.spec.vcluster.isolationMode="strict"'
	for e in minimal dev prod everything; do
		values "$strict"
		jq -r "$sums" "$T/values.json" >"$T/wrong"
		same /dev/null "$T/wrong"
	done
	e=prod values "$strict" '.spec.vcluster.persistence.size="64Gi"' '.spec.vcluster.replicas=9' \
		"$over.statefulSet.resources.limits.cpu=7" "$over.statefulSet.resources.requests[\"ephemeral-storage\"]=\"2Gi\"" \
		"$over.distro.k8s.resources.requests.memory=\"3Gi\"" "$over.distro.k8s.resources.limits.memory=\"3Gi\"" \
		"$over.backingStore.etcd.deploy.statefulSet.resources.requests.cpu=\"900m\"" "$over.coredns.deployment.replicas=5"
	jq -r "$sums" "$T/values.json" >"$T/wrong"
	same /dev/null "$T/wrong"
	[ "$(jq -r '.policies.resourceQuota.quota["requests.storage"]' "$T/values.json")" = 868Gi ]
}

@test "an amount that the request or the platform states is not changed" {
	local e=dev quota=.spec.vcluster.helmOverrides.policies.resourceQuota
	values '.spec.vcluster.isolationMode="strict"' "$quota.quota[\"requests.cpu\"]=99" "$quota.quota[\"count/pods\"]=null"
	jq -e '.policies.resourceQuota.quota | .["requests.cpu"] == 99 and has("count/pods") and .["count/pods"] == null
		and .["limits.cpu"] == "24400m"' "$T/values.json"
	values "$quota.enabled=true"
	jq -e '.policies.resourceQuota.quota["limits.cpu"] == "24400m"' "$T/values.json"
	values .spec.vcluster.helmOverrides.policies.limitRange.enabled=true
	jq -e '.policies.resourceQuota.quota["limits.cpu"] == "24400m"' "$T/values.json"
	values .spec.vcluster.helmOverrides.policies.limitRange.enabled=true "$quota.enabled=false"
	jq -e '.policies.resourceQuota == {enabled: false}' "$T/values.json"
	values '#'
	jq -e 'has("policies") | not' "$T/values.json"
}

@test "containers that overrides add to the control plane count" {
	local e=dev strict='.spec.vcluster.isolationMode="strict"' over=.spec.vcluster.helmOverrides
	local set=$over.controlPlane.statefulSet
	values "$strict" "$set.sidecarContainers[0].name=\"logs\"" "$set.sidecarContainers[0].resources.limits.memory=\"20Gi\"" \
		"$set.sidecarContainers[1].name=\"metrics\"" "$set.sidecarContainers[1].resources.requests.cpu=2"
	jq -e '.policies.resourceQuota.quota | .["limits.memory"] == "85588Mi" and .["requests.cpu"] == "14740m"' "$T/values.json"
	values "$strict" "$set.initContainers[0].name=\"first\"" "$set.initContainers[0].resources.requests.cpu=6"
	jq -e '.policies.resourceQuota.quota | .["requests.cpu"] == "22140m" and .["requests.ephemeral-storage"] == "67744Mi"' "$T/values.json"
	for plugin in plugin plugins; do
		values "$strict" "$over.$plugin.hooks.version=\"v2\"" "$over.$plugin.hooks.image=\"example.com/hooks\""
		jq -e '.policies.resourceQuota.quota["requests.ephemeral-storage"] == "67744Mi"' "$T/values.json"
	done
	values "$strict" "$over.plugins.hooks.image=\"example.com/hooks\"" "$over.policies.limitRange.defaultRequest.cpu=3" \
		"$over.policies.limitRange.default.cpu=7"
	jq -e '.policies.resourceQuota.quota | .["requests.cpu"] == "16140m" and .["limits.cpu"] == "36400m"' "$T/values.json"
	values "$strict" "$over.plugins.hooks.config.a=1"
	jq -e '.policies.resourceQuota.quota["requests.ephemeral-storage"] == "63648Mi"' "$T/values.json"
	values "$strict" "$over.controlPlane.distro.k8s.enabled=false" "$over.controlPlane.distro.k3s.enabled=true" "$over.controlPlane.distro.k3s.resources.requests.cpu=3" \
		"$over.controlPlane.distro.k3s.resources.limits.cpu=3"
	jq -e '.policies.resourceQuota.quota["requests.cpu"] == "16140m"' "$T/values.json"
}

@test "null in an override deletes the chart's value, and the chart's schema judges what has another shape" {
	local e=dev set over=.spec.vcluster.helmOverrides
	for set in policies.resourceQuota.quota=null policies.limitRange.default=7 policies.limitRange.default=null \
		policies.limitRange.default.cpu=null controlPlane.coredns=null controlPlane.coredns.deployment=null \
		controlPlane.statefulSet.resources=null controlPlane.backingStore.database=null \
		'controlPlane.statefulSet.sidecarContainers[0]=7' \
		'controlPlane.statefulSet.sidecarContainers[0].resources=7' controlPlane.statefulSet.initContainers.a=1 \
		'plugins[0]=1' plugins=null plugins.hooks=7 networking.advanced=null; do
		values '.spec.vcluster.isolationMode="strict"' '.spec.vcluster.networking.clusterDomain="lab.internal"' "$over.$set"
		yaml2kv "$T/values.json" | grep -qF ".${set%%=*}" || { echo "$set is not in the values"; return 1; }
	done
}

@test "each container of the control plane has its own limits where there is a limit range" {
	local e
	for e in prod everything; do
		values '#'
		jq -e '.controlPlane | [.statefulSet.resources, .distro.k8s.resources, .coredns.deployment.resources,
			.backingStore.etcd.deploy.statefulSet.resources] | all(.limits | has("cpu") and has("memory"))' "$T/values.json"
	done
}
