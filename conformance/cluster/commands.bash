# Runs the commands of docs/operating.md and docs/migrating.md and checks the effect of each. What other
# controllers make on a platform, and what needs a node, has stand-ins.
# shellcheck disable=SC2154 # conformance/cluster.sh sets the variables

verbs='kubectl (annotate|apply|create|delete|describe|exec|get|label|patch|wait) '

# commands DOCUMENT: prints its commands, a line each: indented lines, and kubectl in the text. The commands
# in fences are run by tests/docs.
commands()
{
	awk '
		/^```/ { fence = !fence; next }
		fence { next }
		/^(   )?    [^ ]/ { sub(/^ +/, ""); print; next }
		{ while (match($0, /`kubectl [^`]*`/)) {
			print substr($0, RSTART + 1, RLENGTH - 2)
			$0 = substr($0, RSTART + RLENGTH)
		} }' "$1"
}

# stand_ins NAME NAMESPACE: the pods of Kratix' pipelines, V1's request with its Works and files, the volumes that
# StatefulSets make, the Secret that External Secrets makes.
stand_ins()
{
	local name=$1 namespace=$2 target=vcluster-$1
	jq -nc --arg name "$name" --arg namespace "$namespace" --arg target "$target" '
		def meta($name; $namespace; $labels): {metadata: {name: $name, namespace: $namespace, labels: $labels}};
		def kratix($promise): {"kratix.io/promise-name": $promise, "kratix.io/resource-name": $name};
		{apiVersion: "v1", kind: "Pod", spec: {containers: [{name: "configure", image: "none"}]}} +
			meta("pipeline"; $namespace; {"kratix.io/promise-name": "vcluster-orchestrator-v2"}),
		({apiVersion: "platform.integratn.tech/v1alpha1", kind: "VClusterOrchestrator", spec: {name: $name}} +
			meta($name; $namespace; {}) | .metadata.finalizers = ["kratix.io/delete-workflows", "kratix.io/work-cleanup"]),
		({"": "vcluster-orchestrator", "-v2": "vcluster-orchestrator-v2"} | to_entries[] |
			{apiVersion: "platform.kratix.io/v1alpha1", kind: "Work", spec: {promiseName: .value, resourceName: $name}} +
			meta("work\(.key)"; $namespace; kratix(.value))),
		{apiVersion: "v1", kind: "Secret"} + meta("cluster-\($name)"; "argocd"; {"argocd.argoproj.io/secret-type": "cluster"})
	' | kubectl apply --server-side -f - >&2
	jq -nc --arg name "$name" --arg target "$target" '{vcluster: "data-\($name)-0", "vcluster-etcd": "data-\($name)-etcd-0"} |
		to_entries[] | {apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: {name: .value, namespace: $target,
			labels: {app: .key, release: $name}}, spec: {accessModes: ["ReadWriteOnce"], resources: {requests: {storage: "1Gi"}}}}
	' | kubectl create -f - >/dev/null 2>&1 || : # with a chart its StatefulSets have made them
	kubectl patch application -n argocd "vcluster-$name" --type=merge -p \
		'{"status": {"health": {"status": "Degraded"}, "conditions": [{"type": "SyncError", "message": "no"}]}}' >&2
	[ -e "examples/$name.yaml" ] || return 0
	sed '/kind: VCluster/s/V2$//' "examples/$name.yaml" >"$work/tree/v1.yaml"
	mkdir "$work/tree/v1-output"
	./pipeline.sh "examples/$name.yaml" >"$work/tree/v1-output/all.yaml"
}

# has OBJECT NAMESPACE JQ: succeeds if the object on the server fulfils the condition JQ.
has()
{
	kubectl get "$1" -n "$2" -o json | jq -e "$3" >/dev/null
}

gone()
{
	! kubectl get "$1" -n "$2" >/dev/null 2>&1
}

# effect COMMAND: checks what the command did. run_commands sets the variables.
effect()
{
	[ "$status" = 0 ] || return 1
	case $1 in
	# A pod without a node has no logs; kubectl says if there is no such pod or container.
	'kubectl logs '*) [ -z "$said" ] ;;
	'kubectl apply -f '*) has promise/vcluster-orchestrator-v2 '' '.spec.requiredPromises | length == 2' &&
		has promise/argocd-project '' .spec.api && has promise/argocd-application '' .spec.api ;;
	'kubectl create job '*) has job/sync-now "$target" '.spec.template.spec.containers[0].name == "kubeconfig-sync"' ;;
	'kubectl delete job '*) gone job/sync-now "$target" ;;
	'kubectl annotate externalsecret '*)
		has "externalsecret/$name-argocd-cluster" argocd '.metadata.annotations["force-sync"] | tonumber > 0' ;;
	*' kratix.io/manual-reconciliation=true')
		has "vclusterorchestratorv2/$name" "$namespace" '.metadata.labels["kratix.io/manual-reconciliation"] == "true"' ;;
	*' kratix.io/paused=true')
		has "vclusterorchestrator/$name" "$namespace" '.metadata.labels["kratix.io/paused"] == "true"' ;;
	'kubectl get pvc '*) [[ $said == *"data-$name-"* ]] ;;
	'kubectl delete pvc '*app=vcluster,*) [[ $said == *"\"data-$name-0\" deleted"* && $said != *etcd* ]] ;;
	'kubectl delete pvc '*app=vcluster-etcd,*) [[ $said == *"\"data-$name-etcd-0\" deleted"* ]] ;;
	'kubectl get ns '*) [[ $said == *Active* ]] ;;
	'kubectl delete namespace '*) gone "namespace/$target" '' ;;
	'kubectl get pods '*) [[ $said == *pipeline* ]] ;;
	'kubectl describe '*) [[ $said == *'Phase:'*Scheduled* ]] ;;
	'kubectl get argocdprojects,argocdapplications '*|'kubectl get argocdapplications,argocdprojects '*)
		[[ $said == *"argocdapplication."*"/$name "* && $said == *argocdproject.* ]] ;;
	'kubectl get applications '*) [[ $said == *message* && $said == *health* ]] ;;
	'kubectl get externalsecrets '*) [[ $said == *"$name-argocd-cluster"* ]] ;;
	'kubectl get statefulset,pvc '*) [[ $said == *"data-$name-etcd-0"* ]] ;;
	'kubectl get secret '*) [[ $said == *"name: cluster-$name"* ]] ;;
	'kubectl get vclusterorchestratorv2s -A') [[ $said == *"$name "*Scheduled* ]] ;;
	'kubectl get vclusterorchestratorv2s -A -o yaml') [[ $said == *'kind: List'* && $said == *"name: $name"* ]] ;;
	*'>object.yaml') [ -s "$work/tree/object.yaml" ] ;;
	'./pipeline.sh -o out object.yaml')
		jq -c --arg name "$name" 'select(.kind == "VClusterOrchestratorV2" and .spec.name == $name)' "$work/all" |
			./pipeline.sh -o "$work/tree/wanted" - 2>/dev/null
		diff -r "$work/tree/out/$namespace/$name/resources" "$work/tree/wanted/$namespace/$name/resources" ;;
	'kubectl delete works '*) gone work/work "$namespace" && ! gone work/work-v2 "$namespace" ;;
	'kubectl patch '*)
		has "vclusterorchestrator/$name" "$namespace" '.metadata | has("finalizers") | not' &&
			kubectl delete --timeout=20s vclusterorchestrator -n "$namespace" "$name" >/dev/null ;;
	'sed '*' v1.yaml >v2.yaml') diff "$work/tree/v2.yaml" "examples/$name.yaml" ;;
	'./pipeline.sh v2.yaml') [[ $said == *'kind: ArgoCDApplication'* ]] ;;
	'mkdir -p '*/NAMESPACE/NAME*) compgen -G "$work/tree/*/$namespace/$name/resources/*" >/dev/null ;;
	'./pipeline.sh -d '*' v2.yaml') [ -z "$said" ] ;;
	*) said="there is no check of its effect"; return 1 ;;
	esac
}

# run_commands DOCUMENT NAME NAMESPACE: runs its commands in their order, for the virtual cluster NAME whose request is
# in NAMESPACE.
run_commands()
{
	local name=$2 namespace=$3 target=vcluster-$2 command said status n=0
	rm -rf "$work/tree"
	mkdir "$work/tree"
	ln -s "$PWD"/{pipeline.sh,templates,promise.yaml,examples} "$work/tree"
	stand_ins "$name" "$namespace"
	while IFS= read -r command; do
		case $command in
		'kubectl logs' | 'kubectl get -o yaml') continue ;; # mentioned, not to be run
		'make image' | 'buildah push '*) continue ;; # they need a registry
		'kubectl delete pvc '*) # Argo CD has deleted what uses the volumes
			kubectl delete statefulsets --all -n "$target" >&2
			;;
		esac
		said=${command//NAMESPACE/$namespace} said=${said//TARGET/$target} said=${said//NAME/$name}
		status=0
		said=$(cd "$work/tree" && bash -c "set -o pipefail; ${said//POD/pipeline}" 2>&1 </dev/null) || status=$?
		effect "$command" || wrong "$1: $command: exit $status: $said"
		n=$((n + 1))
	done < <(commands "$1")
	[ "$(grep -oE "$verbs" "$1" | wc -l)" = "$(commands "$1" | grep -oE "$verbs" | wc -l)" ] ||
		wrong "$1: not all of its commands are found"
	[ "$n" -gt 5 ] || wrong "$1: only $n commands"
	echo "cluster: $1: $n commands run"
}
