#!/usr/bin/env bats
# Follows the credentials from a request to Argo CD's cluster Secret: runs kubeconfig-sync as
# the generated Job does, and then does what External Secrets does with the generated
# ExternalSecrets.

load lib

setup()
{
	need python3 curl jq
	cd "$T"
	mkdir kube
	echo kube-token-0123456789abcdef >kube/token
	echo connect-token-0123456789abcdef >connect-token
}

teardown()
{
	[ -z "${stub-}" ] || kill "$stub" 2>/dev/null || :
}

json()
{
	yaml2kv "out/resources/$1" | kv2yaml -j
}

# vcluster_secret token|certificate NAMESPACE NAME: prints the Secret that vcluster writes.
vcluster_secret()
{
	jq -n --arg with "$1" --arg config 'apiVersion: v1
kind: Config
current-context: "on"
clusters: [{name: "on", cluster: {server: "https://localhost:8443", certificate-authority-data: Y2E=}}]
contexts: [{name: "on", context: {cluster: "on", user: "012"}}]
users: [{name: "012", user: {token: vcluster-token-0123456789}}]
' '{data: ({config: $config, "certificate-authority": "-----CA-----\n"} + (if $with == "token"
		then {token: "vcluster-token-0123456789", "client-certificate": "", "client-key": ""}
		else {token: "", "client-certificate": "-----CERT-----\n", "client-key": "-----KEY-----\n"} end)
		| map_values(@base64))}'
}

# run_job: runs kubeconfig-sync with the Job's environment and nothing else; only the addresses of
# the servers and the paths of the mounted files are the test's.
run_job()
{
	local set job=out/job.json
	json kubeconfig-sync-job.yaml | jq 'select(.kind == "Job")' >"$job"
	mapfile -t set < <(jq -r '.spec.template.spec.containers[0].env[] | "\(.name)=\(.value)"' "$job")
	serve "$T"
	exits 0 env -i PATH="$PATH" "${set[@]}" CONNECT_URL="http://127.0.0.1:$(<port)" \
		KUBE_API="http://127.0.0.1:$(<port)" SERVICEACCOUNT="$T/kube" \
		CONNECT_TOKEN_FILE="$T/connect-token" DEADLINE=60 RETRY_BASE=10 kubeconfig-sync
}

# fetch: prints what the 1Password provider fetches for the ExternalSecret on standard input: for
# each remoteRef, the field whose label is the property, of the item whose title is the key.
fetch()
{
	jq -e --slurpfile items items '
		def only: if length == 1 then .[0] else error("\(length) instead of one") end;
		.spec.data | map({key: .secretKey, value: (.remoteRef as $ref | $items[0]
			| map(select(.title == $ref.key)) | only | .fields
			| map(select(.label == $ref.property)) | only | .value)}) | from_entries'
}

# operate FILE: prints the Secret that External Secrets makes of an ExternalSecret with a v2
# template: each value of metadata and data is a Go template over the fetched values.
operate()
{
	local path
	json "$1" >es.json
	fetch <es.json | yaml2kv >fetched.kv
	jq '{type: .spec.target.template.type, name: .spec.target.name}
		+ (.spec.target.template | {metadata, data})' es.json >secret.json
	while IFS= read -r path; do
		jq -j --argjson path "$path" 'getpath($path)' secret.json >value.tmpl
		tmpl-render -t value.tmpl <fetched.kv >value
		jq --argjson path "$path" --rawfile value value 'setpath($path; $value)' secret.json >next.json
		mv next.json secret.json
	done < <(jq -c '{metadata, data} | paths(scalars)' secret.json)
	cat secret.json
}

# cluster_secret EXAMPLE token|certificate: does all steps; the Secret is in secret.json.
cluster_secret()
{
	exits 0 written out "$ROOT/examples/$1"
	json kubeconfig-sync-job.yaml | jq -r 'select(.kind == "Job") | .spec.template.spec.containers[0].env
		| map({key: .name, value: .value}) | from_entries | "\(.SECRET_NAMESPACE)/\(.SECRET_NAME)"' >where
	vcluster_secret "$2" >secret
	run_job
	operate argocd-cluster-external-secret.yaml
}

# holds_for NAME PRESET-ENVIRONMENT: checks that secret.json is a cluster Secret for Argo CD.
holds_for()
{
	local api
	api=$(yaml2kv out/status.yaml | kv2yaml -j | jq -r .endpoints.api)
	jq -e --arg name "$1" --arg api "$api" --arg environment "$2" '.data.name == $name
		and .data.server == $api and (.data | keys) == ["config", "name", "server"]
		and .metadata.labels["argocd.argoproj.io/secret-type"] == "cluster"
		and .metadata.labels.environment == $environment
		and (.metadata.annotations.workload_repo_url | startswith("https://"))' secret.json
	json kubeconfig-external-secret.yaml | fetch | jq -r .kubeconfig | yaml2kv >kubeconfig.kv
	grep -qxF ".clusters[0].cluster.server=\"$api\"" kubeconfig.kv
	grep -qxF '.clusters[0].cluster["certificate-authority-data"]="Y2E="' kubeconfig.kv
	grep -qxF '.users[0].name="012"' kubeconfig.kv
}

@test "a dev cluster with a token ends as a cluster of Argo CD" {
	cluster_secret dev.yaml token
	holds_for "$(yaml2kv "$ROOT/examples/dev.yaml" | sed -n 's/^\.spec\.name="\(.*\)"$/\1/p')" development
	jq -r .data.config secret.json | jq -e '. == {bearerToken: "vcluster-token-0123456789",
		tlsClientConfig: {caData: ("-----CA-----\n" | @base64)}}'
}

@test "a prod cluster with a client certificate ends as a cluster of Argo CD" {
	cluster_secret prod.yaml certificate
	holds_for "$(yaml2kv "$ROOT/examples/prod.yaml" | sed -n 's/^\.spec\.name="\(.*\)"$/\1/p')" production
	jq -r .data.config secret.json | jq -e '. == {tlsClientConfig: {
		caData: ("-----CA-----\n" | @base64), certData: ("-----CERT-----\n" | @base64),
		keyData: ("-----KEY-----\n" | @base64)}}'
}

@test "a request with every field ends as a cluster of Argo CD, its labels unchanged" {
	cluster_secret everything.yaml certificate
	yaml2kv "$ROOT/examples/everything.yaml" | kv2yaml -j >request.json
	jq -e --slurpfile request request.json '.metadata as $made
		| $request[0].spec.integrations.argocd | (.clusterLabels, .clusterAnnotations) as $given
		| all($given | to_entries[]; . as $e | [$made.labels, $made.annotations]
			| any(.[$e.key] == $e.value))' secret.json
}

@test "the Job and the CronJob agree with their account, their files and the script's defaults" {
	for example in "${examples[@]}"; do
		rm -rf out
		exits 0 written out "$example"
		json kubeconfig-sync-job.yaml | jq -s '.[0]' >job.json
		json kubeconfig-sync-job.yaml | jq -s '.[1]' >cronjob.json
		json kubeconfig-sync-rbac.yaml >rbac.json
		jq -es '.[0].spec as $job | .[1:] as $rbac | $job.template.spec as $pod | $pod.containers[0] as $run
			| ($run.env | map({key: .name, value: .value}) | from_entries) as $env
			| (def of($kind): $rbac[] | select(.kind == $kind);
				(of("Role").rules == [{apiGroups: [""], resources: ["secrets"],
					resourceNames: [$env.SECRET_NAME], verbs: ["get"]}])
				and of("Role").metadata.namespace == $env.SECRET_NAMESPACE
				and of("RoleBinding").roleRef.name == of("Role").metadata.name
				and of("RoleBinding").subjects[0].name == $pod.serviceAccountName
				and of("ServiceAccount").metadata.name == $pod.serviceAccountName
				and of("ExternalSecret").spec.target.name == $pod.volumes[0].secret.secretName
				and [of("ExternalSecret").spec.data[].secretKey] == ["token"])
			and $pod.volumes[0].secret.optional != true
			and $run.command == ["kubeconfig-sync"] and ($run | has("args") | not)
			and ($env | keys) == ["API_URL", "ARGOCD_NAME", "CONNECT_URL", "ITEM", "SECRET_NAME",
				"SECRET_NAMESPACE", "VAULT"] and all($run.env[]; has("valueFrom") | not)
			and $pod.securityContext == {runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532,
				fsGroup: 65532, seccompProfile: {type: "RuntimeDefault"}}
			and $run.securityContext == {allowPrivilegeEscalation: false,
				readOnlyRootFilesystem: true, capabilities: {drop: ["ALL"]}}
			and all($run.resources | .requests, .limits | .cpu, .memory; type == "string")
			and ($pod.containers | length) == 1 and ($pod | has("initContainers") | not)
			and .[0].metadata.annotations == {"argocd.argoproj.io/sync-wave": "100"}
			and (.[0].metadata.name | test("-kubeconfig-sync-([0-9]+-)?[0-9a-f]{8}$"))
			and $run.volumeMounts[0].mountPath + "/" + $pod.volumes[0].secret.items[0].path
				== "/var/run/secrets/onepassword/token"
			and ($job | has("activeDeadlineSeconds") or has("ttlSecondsAfterFinished") | not)
			and $job.backoffLimit > 0' job.json rbac.json
		jq -es '.[0].spec.jobTemplate.spec as $again | .[1].spec as $job
			| ($again | .template.spec.containers[0].env |= map(select(.name != "DEADLINE"))
				| .template) == $job.template
			and ($again.template.spec.containers[0].env[] | select(.name == "DEADLINE").value | tonumber)
				< $again.activeDeadlineSeconds
			and .[0].spec.concurrencyPolicy == "Forbid" and .[0].spec.schedule == "17 * * * *"
			and (.[0].metadata.name | length <= 52)' cronjob.json job.json
	done
	grep -q 'CONNECT_TOKEN_FILE:-/var/run/secrets/onepassword/token' "$ROOT/tools/kubeconfig-sync.sh"
}
