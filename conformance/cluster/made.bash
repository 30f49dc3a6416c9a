# Applies what the promises make, and what the chart makes of it.
# shellcheck disable=SC2154 # conformance/cluster.sh sets the variables

# wrong TEXT…: prints a mistake and counts it.
wrong()
{
	printf '%s\n' "$@"
	bad=$((bad + 1))
}

# apply: reads objects, JSON, a line each, and applies them as Argo CD does with ServerSideApply, but unknown fields are
# refused. Prints what the server says about objects that it refuses or warns of.
apply()
{
	# Argo CD's finalizer has no domain, of which the server warns.
	kubectl apply --server-side --validate=strict -f - 2>&1 |
		grep -vE ' serverside-applied$|^Warning: metadata.finalizers: "resources-finalizer.argocd' || :
}

# documents: prints the objects that it reads, JSON, a line each, as a YAML stream.
documents()
{
	sed 's/^/---\n/'
}

# namespaces: prints a Namespace object for each namespace of the objects that it reads.
namespaces()
{
	jq -nc '[inputs.metadata.namespace // empty] | unique[] | {apiVersion: "v1", kind: "Namespace", metadata: {name: .}}'
}

# apply_made: applies the requests in $work/requests.kv, what is made of them in $work/made, and what the other promises
# make of the requests in $work/made. The server must accept all of them and store each unchanged, or Argo CD would see a
# difference for ever.
apply_made()
{
	local kind said status n=0
	kv2yaml -j <"$work/requests.kv" >"$work/all"
	jq -c 'select(.kind)' "$work/made" >>"$work/all"
	for kind in Project Application; do
		jq -c "select(.kind == \"ArgoCD$kind\")" "$work/made" | documents | ./pipeline.sh -P "argocd-${kind,,}" - |
			yaml2kv | kv2yaml -j
	done >>"$work/all"
	namespaces <"$work/all" | apply
	said=$(apply <"$work/all")
	[ -z "$said" ] || wrong "$said"
	kubectl get -f "$work/all" -o json | yaml2kv -l >"$work/live.kv"
	documents <"$work/all" | yaml2kv | kv-diff - "$work/live.kv" | grep -vE '^  \+ ' >"$work/changed" || :
	said=$(grep -B1 -E '^  [~-] |^-' "$work/changed") || :
	[ -z "$said" ] || wrong 'the server changed what was applied:' "$said"
	while IFS= read -r status; do # as Kratix writes it
		sed -n "$((n += 1))p" "$work/all" >"$work/request"
		kubectl patch --subresource=status --type=merge -p "{\"status\": $status}" -f "$work/request" >/dev/null || wrong "$status"
	done < <(jq -c 'select(.phase)' "$work/made")
	echo "cluster: $(wc -l <"$work/all") objects of $n requests applied"
}

# restricted_pods: the pods of the promises' pipelines and of the sync Job must be allowed where pod security is restricted.
restricted_pods()
{
	local said
	kubectl create namespace restricted >&2
	kubectl label namespace restricted pod-security.kubernetes.io/enforce=restricted >&2
	{
		yaml2kv promise.yaml templates/argocd-{project,application}/promise.yaml | kv2yaml -j |
			jq -c '.spec.workflows.resource[][].spec | {restartPolicy: "Never", containers}'
		jq -c 'select(.kind == "Job").spec.template.spec | del(.serviceAccountName)' "$work/made"
	} | jq -nc 'foreach inputs as $spec (0; . + 1; {apiVersion: "v1", kind: "Pod", $spec,
		metadata: {name: "p\(.)", namespace: "restricted"}})' >"$work/pods"
	said=$(kubectl create --dry-run=server --validate=strict -f "$work/pods" 2>&1 | grep -v ' created (server dry run)$') || :
	[ -z "$said" ] || wrong "$said"
	echo "cluster: $(wc -l <"$work/pods") pods are allowed where pod security is restricted"
}

# counted: succeeds if all quotas are in force.
counted()
{
	kubectl get resourcequotas -A -o json | jq -e 'all(.items[]; .status.hard)'
}

# all_run: prints the workloads that lack pods, and the volumes that StatefulSets lack; succeeds if it prints nothing.
# There are no nodes: quotas and limit ranges alone decide.
all_run()
{
	kubectl get statefulsets,deployments,jobs,pods,pvc -A -o json >"$work/workloads" && jq -r '
		def of($kind): .items[] | select(.kind == $kind);
		def at_once: if .spec.podManagementPolicy == "Parallel" then .spec.replicas else 1 end;
		def name: "\(.kind) \(.metadata.namespace)/\(.metadata.name)";
		(of("StatefulSet") | select(.status.replicas != at_once) | name),
		(of("Deployment") | select(.status.replicas != .spec.replicas) | name),
		(of("Job") | select(.status.active != 1) | name),
		([of("StatefulSet") | . as $set | .spec.volumeClaimTemplates[]?.metadata.name as $volume | range(at_once) |
			"PersistentVolumeClaim \($set.metadata.namespace)/\($volume)-\($set.metadata.name)-\(.)"] -
			[of("PersistentVolumeClaim") | name])[]' "$work/workloads" >"$work/missing" && [ ! -s "$work/missing" ]
}

# room: prints the quotas that do not leave the chart's amounts for workloads free; succeeds if it prints nothing.
room()
{
	kubectl get resourcequotas -A -o json | jq -r '
		def amount: capture("^(?<n>[0-9.]+)(?<unit>[a-zA-Z]*)$") |
			(.n | tonumber) * ({m: 0.001, k: 1e3, M: 1e6, G: 1e9, Ki: 1024, Mi: 1048576, Gi: 1073741824, Ti: 1099511627776}[.unit] // 1);
		.items[] | .metadata.namespace as $namespace | .status as {$hard, $used} |
		{"requests.cpu": "10", "requests.memory": "20Gi", "requests.ephemeral-storage": "60Gi", "requests.storage": "100Gi",
			"limits.cpu": "20", "limits.memory": "40Gi", "limits.ephemeral-storage": "160Gi", "count/pods": "20",
			"count/persistentvolumeclaims": "20"} | to_entries[] |
		select(($hard[.key] | amount) - ($used[.key] | amount) < (.value | amount)) |
		"\($namespace): of \(.key) \($hard[.key]) \($used[.key]) are used"' >"$work/room" && [ ! -s "$work/room" ]
}

# apply_chart CHART: applies what the chart makes of the values of the same requests, in the namespaces that apply_made
# made. Strict isolation's quotas must leave room for all pods and volumes.
apply_chart()
{
	local said
	requests "${1##*/vcluster-}" >"$work/requests.kv"
	kv2yaml -j <"$work/requests.kv" >"$work/requests.json"
	made <"$work/requests.kv" >"$work/made"
	"$B/conformance/platform" "$1" "$work/requests.json" "$work/made" "$work/manifests"
	# A quota limits only objects that come after the controller has counted the earlier ones.
	said=$(jq -c 'select(.kind == "ResourceQuota" or .kind == "LimitRange")' "$work/manifests" | apply)
	wait_for 60 counted
	said+=$(jq -c 'select(.kind != "ResourceQuota" and .kind != "LimitRange")' "$work/manifests" |
		jq -sc 'sort_by(.spec.template != null)[]' | apply)
	[ -z "$said" ] || wrong "$said"
	wait_for 120 all_run || wrong "$(<"$work/missing")"
	wait_for 60 room || wrong "$(<"$work/room")" # a pod that could not be made counts until the next count
	echo "cluster: $(wc -l <"$work/manifests") objects of ${1##*/} applied, with $(jq '[.items[] | select(.kind == "Pod")] | length' "$work/workloads") pods"
}
