# The three promises: their CRDs and pipelines, and the output of the two reusable ones.
load lib

promises=(promise.yaml templates/argocd-project/promise.yaml templates/argocd-application/promise.yaml)

setup()
{
	need jq
	set -o pipefail
	cd "$ROOT" || return
}

json()
{
	yaml2kv "$@" | kv2yaml -j
}

# every schema below spec, as {path, schema}
schemas='.spec.api.spec.versions[0].schema.openAPIV3Schema.properties.spec as $spec |
	[$spec | paths(type == "object" and (has("type") or has("x-kubernetes-int-or-string")))] |
	map(. as $p | select($p | index("anyOf") | not) | {path: join("."), schema: ($spec | getpath($p))})[]'

@test "no CRD has a default: it would look like the user's choice" {
	local f
	for f in "${promises[@]}"; do
		json "$f" | jq -e '[.. | objects | select(has("default"))] == []'
	done
}

# k8s.io/apiextensions-apiserver v0.37.0, pkg/apiserver/schema/validation.go
@test "of metadata a CRD describes only the name, or the API server refuses it" {
	local f
	for f in "${promises[@]}"; do
		json "$f" | jq -e '.spec.api.spec.versions[].schema.openAPIV3Schema.properties.metadata |
			keys == ["properties", "type"] and (.properties | keys) == ["name"]'
	done
}

@test "every pattern has a description that says the form in words" {
	local f
	for f in "${promises[@]}" templates/*/platform.schema.yaml; do
		json "$f" | jq -e '[.. | objects | select(.pattern | type == "string") | .description // "" |
			select(contains("Form: ") | not)] == []'
	done
}

@test "every field has a description, and in the orchestrator's promise it states the default" {
	local f
	for f in "${promises[@]}"; do
		json "$f" | jq -r "$schemas"' | select((.path | test("properties\\.[^.]+$")) and (.schema | has("description") | not)) | .path' >"$T/none"
		same /dev/null "$T/none"
	done
	json promise.yaml | jq -r "$schemas"' |
		select((.schema | has("properties") | not) and (.path | test("properties\\.[^.]+$")) and
			(.schema.description | test("[Dd]efault") | not)) | .path' >"$T/none"
	same /dev/null "$T/none"
}

@test "every string and number is bounded" {
	local f
	for f in "${promises[@]}"; do
		json "$f" | jq -r "$schemas"' | select(.schema |
			(.type == "string" and (has("enum") or has("maxLength") | not)) or
			(.type == "integer" and (has("minimum") and has("maximum") | not)) or
			(.type == "array" and (has("maxItems") | not)) or
			(.["x-kubernetes-int-or-string"] and (has("pattern") and has("minimum") and has("maxLength") | not)) or
			(.type == "object" and (has("properties") or has("maxProperties") or
				has("x-kubernetes-preserve-unknown-fields") | not))) | .path' >"$T/none"
		same /dev/null "$T/none"
	done
}

@test "pipelines are restricted, and their names fit" {
	local f
	for f in "${promises[@]}"; do
		json "$f" | jq -e '.metadata.name as $p | .spec.workflows.resource | to_entries | length == 2 and all(.[];
			"\($p)-resource-\(.key)-\(.value[0].metadata.name)" as $id | ($id | length) <= 60 and
			(.value[0].spec.containers[0] | (.resources.limits | has("memory") and has("cpu")) and .securityContext ==
				{runAsNonRoot: true, runAsUser: 65532, runAsGroup: 65532, allowPrivilegeEscalation: false,
				readOnlyRootFilesystem: true, capabilities: {drop: ["ALL"]}, seccompProfile: {type: "RuntimeDefault"}}))'
	done
}

@test "the promise requires the other two in their versions" {
	json "${promises[@]}" | jq -se '(.[1:] | map({name: .metadata.name, version: .metadata.labels["kratix.io/promise-version"]})) as $have |
		.[0].spec.requiredPromises == $have and
		all(.[]; .spec.destinationSelectors == [{matchLabels: {environment: "control-plane"}}])'
}

@test "every promise, image and recipe has the version of VERSION, and NEWS begins with it" {
	local version want
	version=$(cat VERSION)
	want=$(printf '%s\n' "${promises[@]}" | sed "s/$/: v$version/")
	[ "$(grep -o 'kratix.io/promise-version: .*' "${promises[@]}" | sed 's/:kratix.*: /: /')" = "$want" ]
	grep -hoE '(vcluster-orchestrator|kubeconfig-sync):[0-9]\S*' Dockerfile "${promises[@]}" templates/*/base.yaml >"$T/images"
	[ "$(wc -l <"$T/images")" -eq 9 ]
	[ "$(sed 's/.*://' "$T/images" | sort -u)" = "$version" ]
	[ "$(grep -m 1 '^## ' NEWS.md)" = "## $version" ]
}

@test "WORKFLOW_CONTROL is not set, and each promise has the line that sets it" {
	local f
	for f in "${promises[@]}"; do
		json "$f" | jq -e '[.. | .env? // empty] == []'
		sed 's/# env:/env:/' "$f" >"$T/promise.yaml"
		json "$T/promise.yaml" | jq -e '.spec.workflows.resource | (.delete[0].spec.containers[0] | has("env") | not) and
			.configure[0].spec.containers[0].env == [{name: "WORKFLOW_CONTROL", value: "1"}]'
	done
}

@test "every promise has its folder, its CRD and a status for both actions" {
	local d name
	for d in templates/*/; do
		name=$(basename "$d")
		[ -e "${d}base.yaml" ] && [ -e "${d}configure/status.yaml.tmpl" ] && [ -e "${d}delete/status.yaml.tmpl" ]
		[ "$(json "${d}promise.yaml" | jq -r .metadata.name)" = "$name" ]
	done
}

# values GOOD|BAD FIELD VALUE…: makes a request for each VALUE, which is YAML, of the field.
n=0
values()
{
	local want=$1 field=$2 value
	shift 2
	for value; do
		n=$((n + 1))
		printf '{apiVersion: platform.integratn.tech/v1alpha1, kind: VClusterOrchestratorV2, metadata: {name: n%s}, spec: {%s %s%s}}\n---\n' \
			$n "$([[ $field == name ]] || echo 'name: x,')" "${field//./: \{}: $value" "$(tr -dc . <<<"$field" | tr . '}')" >>"$T/requests"
		[ "$want" = good ] || echo $((n * 2 - 1)) >>"$T/want"
	done
}

@test "fields with a pattern accept what matches and refuse what does not" {
	: >"$T/want"
	label=$(printf 'a%.0s' {1..63})
	values good name a a1 a-b "${label:0:47}"
	values bad name '""' 1 1a A a_b -a a- a.b "${label:0:48}" 'é' '"a\n"' null '[a]'
	values good targetNamespace 1a a-b "$label"
	values bad targetNamespace a.b "a$label" '"a "' kube_system
	values good vcluster.k8sVersion v1.34.3 v1.0.0 '"1.34"' '"1.31"' '"1.101"'
	values bad vcluster.k8sVersion 1.34 '"1.031"' '"2.1"' 1.34.3 v1.34 v1.34.03 '"v1.34.3\n"' v1.34.3-rc.1 latest
	values good vcluster.replicas 1 9
	values bad vcluster.replicas 0 -1 10 1.5 '"3"' true
	values good vcluster.resources.limits.cpu 2 '"2"' '"0.5"' 500m '".5"' '"01"'
	values bad vcluster.resources.limits.cpu 0 -1 0.5 '"0"' 0m 1Gi -1m '"1 "' '"1,5"' two '""'
	values good vcluster.resources.requests.memory 1Gi 512Mi 1073741824 1.5Gi '"1e9"' 128M
	values bad vcluster.resources.requests.memory 512m 1gi '"1 Gi"' 1GiB -1Gi 0Gi '"0"' Gi 0
	values good vcluster.persistence.size 10Gi 5G
	values bad vcluster.persistence.size 0 0Gi '10 Gi' large
	values good vcluster.persistence.storageClass fast ceph.rbd-1
	values bad vcluster.persistence.storageClass '""' Fast a_b '"a\nb"' a..b
	values good vcluster.networking.clusterDomain cluster.local k8s.example.com
	values bad vcluster.networking.clusterDomain .local local. 'a b' '"a}"' '"a\nlog"' "a$label.local" UPPER.local
	values good exposure.hostname a.example.com xn--bcher-kva.example
	values bad exposure.hostname '"*.example.com"' a_b.c https://a a.b:443 '"a.b "' '"a.b\n"' "$(printf 'abcdefgh.%.0s' {1..29})com"
	values good exposure.subnet 10.0.4.0/24 fd00::/64 '"::/0"'
	values bad exposure.subnet 10.0.4.0 10.0.4.0/ '"10.0.4.0/24 "' host/24
	values good exposure.vip 10.0.4.7 fd00::7
	values bad exposure.vip 10.0.4.7/24 host '"10.0.4.7\n"'
	values good exposure.apiPort 1 443 65535
	values bad exposure.apiPort 0 65536 -1 '"443"' 443.5 https
	values good integrations.argocd.workloadRepo.url https://git.example.com/a/b.git http://h:3000/x ssh://git@h/a.git \
		ssh://git@h:22/a.git git@h.example.com:a/b.git oci://h/a
	values bad integrations.argocd.workloadRepo.url '""' https://u:p@h/x https://token@h/x '"https://h/a b"' '"https://h/a\n"' \
		'"https://h/\x1b[0m"' file:///etc/passwd '"https://h/*"' '"!https://h/a"' https:// /a/b ssh://u:p@h/x '"https://h/a\xa0"'
	values good argocdApplication.repoURL https://charts.loft.sh oci://h/charts h.example.com/charts http://h:8080/x/
	values bad argocdApplication.repoURL '""' https://u:p@h '"https://h/*"' '"h "' ftp://h
	values good argocdApplication.chart vcluster vcluster-pro a/b
	values bad argocdApplication.chart '""' '"a b"' ../x /x x/ '"x\n"'
	values good argocdApplication.targetRevision '0.30.4' v0.31.0 0.31.0-alpha.1 1.2.3+b
	values bad argocdApplication.targetRevision 0.30 0.30.x '"*"' '">=0.30.0"' 01.2.3 main
	values good argocdApplication.destinationServer https://kubernetes.default.svc https://10.0.0.1:6443 '"https://[fd00::1]:6443"'
	values bad argocdApplication.destinationServer in-cluster '"*"' https://u@h '"https://h/ "' https://
	values good integrations.argocd.environment staging Prod-1 a.b
	values bad integrations.argocd.environment '""' '"a b"' -a "a$label" true
	values good integrations.argocd.clusterLabels '{a: ""}' '{a: b.c_d-e}' '{}'
	values bad integrations.argocd.clusterLabels '{a: "b c"}' "{a: a$label}" '{a: 1}' '{a: yes}' '[a]' a
	values good integrations.argocd.clusterAnnotations '{a: "b c\n{{ .x }}"}'
	values bad integrations.argocd.clusterAnnotations '{a: 1}' '{a: {b: c}}'
	values good vcluster.helmOverrides '{a: [1, {b: c}]}'
	values bad vcluster.helmOverrides '[a]' a
	values good networkPolicies '{}' '{enabled: false}' '{extraEgress: []}' \
		'{extraEgress: [{name: a, cidr: 0.0.0.0/0, port: 1}, {name: b, cidr: "::/0", port: 65535, protocol: SCTP}]}'
	values bad networkPolicies '[]' '{enabled: "yes"}' '{extraEgress: [{name: a, cidr: 0.0.0.0/0}]}' \
		'{extraEgress: [{name: a, cidr: 256.0.0.0/8, port: 1}]}' '{extraEgress: [{name: a, cidr: 10.0.0.0/33, port: 1}]}' \
		'{extraEgress: [{name: A, cidr: 10.0.0.0/8, port: 1}]}' '{extraEgress: [{name: a, cidr: 10.0.0.0/8, port: 0}]}' \
		'{extraEgress: [{name: a, cidr: 10.0.0.0, port: 1}]}' '{extraEgress: [{name: a, cidr: 010.0.0.0/8, port: 1}]}' \
		'{extraEgress: [{name: a, cidr: 10.0.0.0/8, port: 1}, {name: a, cidr: 10.0.0.0/8, port: 2}]}'
	values good vcluster.backingStore '{}' '{etcd: {deploy: {enabled: false}}}' '{database: {embedded: {enabled: true}}}'
	values bad vcluster.backingStore '{etcd: {deploy: {enabled: "yes"}}}' '{etcd: {external: {enabled: true}}}' \
		'{etcd: {deploy: {service: {}}}}' '{database: {external: {certFile: /x}}}' '{database: {embedded: {extraArgs: [x]}}}' \
		'{etcd: {embedded: {migrateFromDeployedEtcd: true}}}'
	values bad vcluster.preset Dev '""' 1
	values bad vcluster.isolationMode Strict none
	[ $n -gt 150 ]
	exits 1 yaml-validate -s promise.yaml "$T/requests"
	sed -n "s|^$T/requests:\([0-9]*\):.*|\1|p" <<<"$output" | sort -nu >"$T/got"
	same "$T/want" "$T/got"
}

# passed FILE KIND: runs FILE's requests of KIND to a reusable promise through that promise.
passed()
{
	written "$T/$2" "$T/v2/resources/$1-request.yaml" 2>"$T/err" || { cat "$T/err"; return 1; }
}

@test "the orchestrator's requests become an AppProject and an Application, values unchanged" {
	local f
	for f in "${examples[@]}"; do
		written "$T/v2" "$f" 2>/dev/null
		passed argocd-project project
		passed argocd-application application
		[ "$(ls "$T/project/resources" "$T/application/resources" | grep -c .yaml)" -eq 2 ]
		for part in spec.source.helm.valuesObject spec.syncPolicy spec.source spec.destination spec.project; do
			yaml2kv "$T/v2/resources/argocd-application-request.yaml" | grep -F ".$part" >"$T/want"
			yaml2kv "$T/application/resources/application.yaml" | grep -F ".$part" >"$T/got"
			same "$T/want" "$T/got"
		done
		json "$T/v2/resources/argocd-project-request.yaml" |
			jq '.spec | {sourceRepos, destinations, clusterResourceWhitelist, description}' >"$T/want"
		json "$T/project/resources/appproject.yaml" |
			jq '.spec | {sourceRepos, destinations, clusterResourceWhitelist, description}' >"$T/got"
		same "$T/want" "$T/got"
	done
}

@test "an independent validator finds nothing wrong in them, for every example" {
	local f name
	judge -q promise.yaml
	for f in "${examples[@]}"; do
		name=$(basename "$f" .yaml)
		written "$T/v2" "$f" 2>/dev/null
		passed argocd-project project
		passed argocd-application application
		mkdir -p "$T/all/$name"
		mv "$T/project/resources" "$T/all/$name/project"
		mv "$T/application/resources" "$T/all/$name/application"
	done
	judge --chart auto --no-secret -w "$T/all"
}

project='apiVersion: platform.integratn.tech/v1alpha1
kind: ArgoCDProject
metadata: {name: r, namespace: team-a}
spec:
  name: p
  sourceRepos: [https://git.example.com/*]
  destinations: [{server: "*", namespace: team-*}]
'
application='apiVersion: platform.integratn.tech/v1alpha1
kind: ArgoCDApplication
metadata: {name: r, namespace: team-a}
spec:
  name: a
  project: p
  source: {repoURL: https://git.example.com/a.git, targetRevision: main, path: deploy}
  destination: {server: https://kubernetes.default.svc, namespace: team-a}
'

# adds REQUEST FIELD JQ: checks that adding the field changes the output as the jq program does.
adds()
{
	printf '%s' "$1" >"$T/before.yaml"
	"$ROOT/pipeline.sh" "$T/before.yaml" | yaml2kv | kv2yaml -j | jq -S "$3" >"$T/want"
	printf '%s  %s\n' "$1" "$2" >"$T/after.yaml"
	"$ROOT/pipeline.sh" "$T/after.yaml" | yaml2kv | kv2yaml -j | jq -S . >"$T/got"
	same "$T/want" "$T/got"
}

@test "every field of an ArgoCDProject has its effect, and no other" {
	printf '%s' "$project" >"$T/r.yaml"
	"$ROOT/pipeline.sh" "$T/r.yaml" | yaml2kv | kv2yaml -j | jq -e '
		.metadata.name == "p" and .metadata.namespace == "argocd" and .spec ==
		{sourceRepos: ["https://git.example.com/*"], destinations: [{server: "*", namespace: "team-*"}]}'
	adds "$project" 'namespace: gitops' '.metadata.namespace = "gitops"'
	adds "$project" 'description: "a: b #c"' '.spec.description = "a: b #c"'
	adds "$project" 'annotations: {k: "on"}' '.metadata.annotations = {k: "on"}'
	adds "$project" 'labels: {k: v, app.kubernetes.io/name: mine}' '.metadata.labels += {k: "v", "app.kubernetes.io/name": "mine"}'
	adds "$project" 'finalizers: [resources-finalizer.argocd.argoproj.io]' '.metadata.finalizers = ["resources-finalizer.argocd.argoproj.io"]'
	adds "$project" 'clusterResourceWhitelist: [{group: "", kind: Namespace}]' '.spec.clusterResourceWhitelist = [{group: "", kind: "Namespace"}]'
	adds "$project" 'namespaceResourceWhitelist: [{group: "*", kind: "*"}]' '.spec.namespaceResourceWhitelist = [{group: "*", kind: "*"}]'
	adds "$project" 'namespaceResourceWhitelist: []' '.spec.namespaceResourceWhitelist = []'
}

@test "every field of an ArgoCDApplication has its effect, and no other" {
	printf '%s' "$application" >"$T/r.yaml"
	"$ROOT/pipeline.sh" "$T/r.yaml" | yaml2kv | kv2yaml -j | jq -e '
		.metadata.name == "a" and .metadata.namespace == "argocd" and .spec == {project: "p",
		source: {repoURL: "https://git.example.com/a.git", targetRevision: "main", path: "deploy"},
		destination: {server: "https://kubernetes.default.svc", namespace: "team-a"}}'
	adds "$application" 'namespace: gitops' '.metadata.namespace = "gitops"'
	adds "$application" 'annotations: {k: "1"}' '.metadata.annotations = {k: "1"}'
	adds "$application" 'labels: {k: v}' '.metadata.labels.k = "v"'
	adds "$application" 'finalizers: [a.b/c]' '.metadata.finalizers = ["a.b/c"]'
	adds "$application" 'syncPolicy: {automated: {prune: true}, retry: {limit: 3}, managedNamespaceMetadata: {labels: {a: b}}}' \
		'.spec.syncPolicy = {automated: {prune: true}, retry: {limit: 3}, managedNamespaceMetadata: {labels: {a: "b"}}}'
	adds "$application" 'syncPolicy: {}' '.spec.syncPolicy = {}'
	chart=${application/path: deploy/chart: x, helm: \{releaseName: rel, valuesObject: \{a: [1, \"2\", null, \{\}], b: \"{{ .c \}\}\"\}\}}
	adds "$chart" 'namespace: argocd' .
	jq -e '.spec.source.helm == {releaseName: "rel", valuesObject: {a: [1, "2", null, {}], b: "{{ .c }}"}}' "$T/got"
}

# To libyaml U+0085, U+2028 and U+2029 end a line, and a line's end ends a key.
@test "hostile values pass through an ArgoCDApplication unchanged" {
	jq -n -f "$ROOT/tests/hostile/strings.jq" >"$T/strings.json"
	printf '%s' "$application" >"$T/r.yaml"
	json "$T/r.yaml" | jq --slurpfile s "$T/strings.json" '.spec.source |= (del(.path) | .chart = "x") |
		.spec.source.helm.valuesObject = {values: $s[0], keys: ($s[0] | map(select(length < 500 and (test("[\u0085\u2028\u2029]") | not)) | {("k" + .): .}))}' >"$T/hostile.yaml"
	written "$T/out" "$T/hostile.yaml"
	json "$T/out/resources/application.yaml" | jq -S .spec.source.helm.valuesObject >"$T/got"
	json "$T/hostile.yaml" | jq -S .spec.source.helm.valuesObject >"$T/want"
	same "$T/want" "$T/got"
}

@test "a mistake in what goes to Helm or Argo CD as it is, is found here" {
	local bad want
	while IFS='|' read -r bad want; do
		sed "\$a\  $bad" "$ROOT/examples/minimal.yaml" >"$T/r.yaml"
		exits 1 "$ROOT/pipeline.sh" "$T/r.yaml"
		[[ $output == *"r.yaml:9:"*".$want"* ]] || { echo "$bad: $output"; return 1; }
	done <<-'END'
		argocdApplication: {syncPolicy: {automatd: {prune: true}}}|automatd: unknown field; did you mean automated?
		argocdApplication: {syncPolicy: {automated: {prune: "yes"}}}|automated.prune: must be true or false
		argocdApplication: {syncPolicy: {retry: {limit: many}}}|retry.limit: must be an integer
		vcluster: {exportKubeConfig: {contxt: a}}|contxt: unknown field; did you mean context?
		vcluster: {exportKubeConfig: {server: 5}}|server: must be a string
		vcluster: {exportKubeConfig: {additionalSecrets: [{nme: a}]}}|additionalSecrets[0].nme: unknown field; did you mean name?
	END
}

@test "wrong requests to the reusable promises are refused" {
	local bad
	for bad in 'name: p.q' 'destinations: [{server: x}]' 'finalizers: [a, a b]' 'sourceRepos: ["a b"]' 'clusterResourceWhitelist: [x]' 'more: 1'; do
		printf '%s' "$project" | grep -v "^  ${bad%%:*}:" >"$T/r.yaml"
		printf '  %s\n' "$bad" >>"$T/r.yaml"
		exits 1 "$ROOT/pipeline.sh" "$T/r.yaml"
		[[ $output == *"r.yaml:"*".spec.${bad%%:*}"* ]]
	done
	for bad in 'source: {repoURL: x, targetRevision: y}' 'source: {repoURL: x, targetRevision: y, path: a, chart: b}' \
		'source: {repoURL: "https://u:p@h", targetRevision: y, path: a}' 'destination: {server: x}' 'syncPolicy: x' 'syncPolicy: {automatd: {}}' 'syncPolicy: {syncOptions: [1]}'; do
		printf '%s' "$application" | grep -v "^  ${bad%%:*}:" >"$T/r.yaml"
		printf '  %s\n' "$bad" >>"$T/r.yaml"
		exits 1 "$ROOT/pipeline.sh" "$T/r.yaml"
		[[ $output == *"r.yaml:"*".spec.${bad%%:*}"* ]]
	done
}

@test "a status has the names, also during a deletion" {
	printf '%s' "$project" >"$T/r.yaml"
	written "$T/out" "$T/r.yaml"
	json "$T/out/status.yaml" | jq -e '.phase == "Configured" and .projectName == "p" and .namespace == "argocd" and (.message | length > 0)'
	deleted argocd-project "$T/out" "$T/r.yaml"
	json "$T/out/status.yaml" | jq -e '.phase == "Deleting" and .projectName == "p"'
	[ ! -e "$T/out/resources" ]
	printf '%s' "$application" >"$T/r.yaml"
	written "$T/out" "$T/r.yaml"
	json "$T/out/status.yaml" | jq -e '.phase == "Configured" and .applicationName == "a" and .projectName == "p"'
	deleted argocd-application "$T/out" "$T/r.yaml"
	json "$T/out/status.yaml" | jq -e '.phase == "Deleting" and .applicationName == "a"'
}

@test "the platform may allow some namespaces only" {
	local p
	for p in argocd-project argocd-application; do
		printf '%s' "${p/argocd-/}" | grep -q .
		[[ $p == argocd-project ]] && printf '%s' "$project" >"$T/r.yaml" || printf '%s' "$application" >"$T/r.yaml"
		yaml2kv -c "$T/r.yaml" | preset-resolve -c -b "templates/$p/base.yaml" | grep -v '^.platform' >"$T/r.kv"
		echo '.platform.allowedNamespaces[0]="gitops"' >>"$T/r.kv"
		exits 1 tmpl-render "templates/$p"/_*.tmpl "templates/$p/checks.tmpl" <"$T/r.kv"
		[[ $output == *'base.yaml:'*'.spec.namespace: namespace argocd is not allowed here; allowed: gitops'* ]]
	done
}

@test "a malformed key of a label or annotation is reported at its line; a null one counts as not written" {
	local kind field
	for kind in ArgoCDProject ArgoCDApplication; do
		for field in labels annotations; do
			printf '%s\n' '.apiVersion="platform.integratn.tech/v1alpha1"' ".kind=\"$kind\"" '.metadata.name="a"' \
				'.spec.name="a"' ".spec.$field.none=null" ".spec.$field[\"a b\"]=\"c\"" >"$T/kv"
			case $kind in
			ArgoCDProject) printf '%s\n' '.spec.sourceRepos=[]' '.spec.destinations=[]' ;;
			*) printf '.spec.%s\n' 'project="p"' 'source.repoURL="https://x"' 'source.targetRevision="1"' \
				'source.path="p"' 'destination.server="https://k"' 'destination.namespace="n1"' ;;
			esac >>"$T/kv"
			kv2yaml <"$T/kv" >"$T/wrong.yaml"
			exits 1 ./pipeline.sh "$T/wrong.yaml"
			[[ $output == *"wrong.yaml:"*": .spec.$field[\"a b\"]: "* ]] || { echo "$output"; return 1; }
			grep -v 'a b' "$T/kv" | kv2yaml >"$T/good.yaml"
			exits 0 ./pipeline.sh "$T/good.yaml"
			[[ $output != *none* ]] || { echo "$output"; return 1; }
		done
	done
}
