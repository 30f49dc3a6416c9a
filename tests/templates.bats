# What the controllers, and the orchestrator's other templates, rely on in the generated resources.
load lib

setup()
{
	need jq
}

# made REQUEST: runs the pipeline; the documents are in $T/out.
made()
{
	rm -rf "$T/out"
	written "$T/out" "$1" 2>"$T/err" || { cat "$T/err"; return 1; }
}

# document FILE JQ [KIND]: prints a value from a generated file, from the document of that KIND.
document()
{
	yaml2kv "$T/out/resources/$1.yaml" | kv2yaml -j | jq -r "${3:+select(.kind == \"$3\") | }$2"
}

# vcluster's own Corefile: pkg/coredns/template.go, the same from 0.30.4 to 0.37.0. VALUE=TEXT
# replaces a line that depends on the values.
corefile()
{
	cat <<-EOF
		.:1053 {
		    errors
		    health
		    ready
		${rewrite-    rewrite name regex .*\\.nodes\\.vcluster\\.com kubernetes.default.svc.cluster.local
		}    kubernetes ${domains-cluster.local} in-addr.arpa ip6.arpa {
		        pods insecure
		        fallthrough ${through-}in-addr.arpa ip6.arpa
		    }
		    hosts /etc/coredns/NodeHosts {
		        ttl 60
		        reload 15s
		        fallthrough
		    }
		    prometheus :9153
		    forward . /etc/resolv.conf${forward-}
		    cache 30
		    loop
		    reload
		    loadbalance
		}

		import /etc/coredns/custom/*.server
	EOF
}

# holds RECORD…: checks that with these records in examples/dev.yaml the ConfigMap has vcluster's
# own Corefile, and the values, too, if they have one.
holds()
{
	{ yaml2kv "$ROOT/examples/dev.yaml" && printf '%s\n' "$@"; } | kv2yaml -o >"$T/request.yaml"
	made "$T/request.yaml"
	document coredns-configmap .data.Corefile >"$T/got"
	corefile >"$T/want"
	same "$T/want" <(sed '$d' "$T/got")
	document argocd-application-request '.spec.source.helm.valuesObject.controlPlane.coredns.overwriteConfig // empty' >"$T/values"
}

@test "the Corefile is the same as vcluster's, and is in the values only for another domain" {
	local networking=.spec.vcluster.helmOverrides.networking.advanced
	strict=$' 8.8.8.8 {\n        policy sequential\n    }'
	holds '#'
	[ ! -s "$T/values" ]
	forward=$strict holds '.spec.vcluster.isolationMode="strict"'
	[ ! -s "$T/values" ]
	forward=${strict/8.8.8.8/9.9.9.9} holds '.spec.vcluster.isolationMode="strict"' \
		'.spec.vcluster.helmOverrides.policies.networkPolicy.fallbackDns="9.9.9.9"'
	through='cluster.local ' holds "$networking.fallbackHostCluster=true"
	[ ! -s "$T/values" ]
	rewrite='' holds "$networking.proxyKubelets.byHostname=false"
	[ ! -s "$T/values" ]
	domains='k8s.example cluster.local' holds '.spec.vcluster.networking.clusterDomain="k8s.example"'
	same "$T/got" "$T/values"
	domains='k8s.example cluster.local' forward=$strict holds '.spec.vcluster.networking.clusterDomain="k8s.example"' \
		'.spec.vcluster.isolationMode="strict"'
	same "$T/got" "$T/values"
	domains='k8s.example cluster.local' through='cluster.local ' holds "$networking.fallbackHostCluster=true" \
		'.spec.vcluster.networking.clusterDomain="k8s.example"'
	[ ! -s "$T/values" ]
}

@test "External Secrets makes the cluster Secret that Argo CD wants" {
	made "$ROOT/examples/everything.yaml"
	# External Secrets renders each string of the template over the fetched values, by
	# secretKey.
	document argocd-cluster-external-secret '.spec.target.template | [.metadata.labels, .metadata.annotations,
		.data][] | to_entries[] | "\(.key)=\(.value)"' >"$T/template"
	printf '.name="n"\n.server="https://s"\n.config="{}"\n' | tmpl-render -t "$T/template" >"$T/secret"
	cat >"$T/want" <<-'EOF'
		argocd.argoproj.io/secret-type=cluster
		cluster_name=everything
		environment=staging
		tier=gold
		example.com/note=Ask #platform first: {{ this }} is text, not a template
		workload_repo_basepath=clusters/
		workload_repo_path=everything
		workload_repo_revision=v1.2.3
		workload_repo_url=https://git.example.com/platform/workloads.git
		name=n
		server=https://s
		config={}
	EOF
	same "$T/want" "$T/secret"
	# A template uses only secretKeys that its data fetches.
	document argocd-cluster-external-secret '[.spec.data[].secretKey] | sort | join(" ")' >"$T/keys"
	[ "$(cat "$T/keys")" = 'config name server' ]
}

@test "the Job's name changes with its spec and fits into a label" {
	made "$ROOT/examples/dev.yaml"
	before=$(document kubeconfig-sync-job .metadata.name Job)
	yaml2kv "$ROOT/examples/dev.yaml" | sed '$a.spec.exposure.apiPort=8443' | kv2yaml >"$T/other.yaml"
	made "$T/other.yaml"
	[ "$(document kubeconfig-sync-job .metadata.name Job)" != "$before" ]
	long=$(printf 'n%.0s' {1..47})
	for digits in 1 2 20260208042429 "$(printf '7%.0s' {1..200})"; do
		printf '.apiVersion="platform.integratn.tech/v1alpha1"\n.kind="VClusterOrchestratorV2"
.metadata.name="x"\n.metadata.namespace="n"\n.spec.name="%s"
.metadata.annotations["platform.integratn.tech/reconcile-at"]="%s"\n' "$long" "$digits" | kv2yaml >"$T/long.yaml"
		made "$T/long.yaml"
		document kubeconfig-sync-job .metadata.name Job
	done >"$T/names"
	[ "$(sort -u "$T/names" | wc -l)" -eq 4 ]
	! grep -E '^.{64}' "$T/names"
}

@test "resources that wait for the virtual cluster are in the last sync wave" {
	local f
	for f in "${examples[@]}"; do
		made "$f"
		yaml2kv "$T"/out/resources/*.yaml | kv2yaml -j | jq -r '[.kind, .metadata.name,
			.metadata.annotations["argocd.argoproj.io/sync-wave"] // "0"] | join(" ")' >"$T/waves"
		# Argo CD waits until each wave but the last is healthy: first what the Job needs,
		# then the Job, together with the resources that are healthy only when it is done.
		[ "$(sed -n 's/ .* 100$//p' "$T/waves" | sort | uniq -c | xargs)" = \
			'1 CronJob 3 ExternalSecret 1 Job 1 Role 1 RoleBinding 1 ServiceAccount' ]
		[ "$(grep -v ' 100$' "$T/waves" | cut -d' ' -f1,3 | grep -vx 'NetworkPolicy 0' |
			sort -k2n -k1,1 | xargs)" = 'Namespace -2 ArgoCDApplication 0 ArgoCDProject 0 ConfigMap 0' ]
	done
}

@test "a namespace that a deletion leaves behind does not count as out of sync" {
	made "$ROOT/examples/minimal.yaml"
	document namespace '.metadata.annotations | "\(.["argocd.argoproj.io/sync-options"])
		\(.["argocd.argoproj.io/compare-options"])"' | xargs >"$T/options"
	[ "$(cat "$T/options")" = 'Prune=false IgnoreExtraneous' ]
}

@test "no Secret is ever made, and every resource carries the labels" {
	local f
	for f in "${examples[@]}"; do
		made "$f"
		yaml2kv "$T"/out/resources/*.yaml | kv2yaml -j >"$T/all.json"
		jq -se 'all(.[]; .kind != "Secret")' "$T/all.json"
		jq -se 'all(.[]; .metadata.labels | has("app.kubernetes.io/name") and has("app.kubernetes.io/instance") and
			.["app.kubernetes.io/managed-by"] == "kratix" and has("kratix.io/resource-name") and
			has("kratix.io/promise-name"))' "$T/all.json"
	done
}

@test "the platform's allow lists are enforced" {
	cp -r "$ROOT/templates/vcluster-orchestrator-v2" "$T/promise"
	yaml2kv -c "$ROOT/examples/everything.yaml" >"$T/request.kv"
	for rule in 'baseDomains="integratn.tech"' 'chartRepositories="https://charts.example.com"' \
		'destinationServers="https://10.0.0.1"'; do
		preset-resolve -c -b "$T/promise/base.yaml" -p "$T/promise/presets" -s .spec.vcluster.preset <"$T/request.kv" |
			sed "s|^\.platform\.allowed\.${rule%%=*}=.*|.platform.allowed.${rule%%=*}[0]=${rule#*=}|" >"$T/resolved.kv"
		exits 1 tmpl-render "$T"/promise/_*.tmpl "$T/promise/checks.tmpl" <"$T/resolved.kv"
		[[ $output == *"everything.yaml:"*" allowed"* ]] || { echo "$rule: $output"; return 1; }
	done
}

@test "the checks see the values after helmOverrides" {
	local over at
	while IFS='|' read -r over at; do
		printf 'apiVersion: platform.integratn.tech/v1alpha1\nkind: VClusterOrchestratorV2
metadata: {name: a, namespace: b}\nspec:\n  name: a\n  vcluster:\n    helmOverrides: %s\n' "$over" >"$T/over.yaml"
		if [ -n "$at" ]; then
			exits 1 "$ROOT/pipeline.sh" "$T/over.yaml"
			[[ $output == *"over.yaml:7:"*": .spec.vcluster.helmOverrides$at: "* ]] || { echo "$over: $output"; return 1; }
		else
			exits 0 "$ROOT/pipeline.sh" "$T/over.yaml"
		fi
	done <<-'EOF'
		{controlPlane: {statefulSet: {highAvailability: {replicas: 3}}}}|.controlPlane.statefulSet.highAvailability.replicas
		{controlPlane: {backingStore: {etcd: {deploy: {enabled: true}}}, statefulSet: {highAvailability: {replicas: 3}}}}|
		{controlPlane: {backingStore: {etcd: {deploy: {enabled: true}}}, statefulSet: {persistence: {volumeClaim: {enabled: auto}}}}}|.controlPlane.backingStore.etcd.deploy.enabled
		{exportKubeConfig: {insecure: true}}|.exportKubeConfig.insecure
		{exportKubeConfig: x}|.exportKubeConfig
		{controlPlane: {service: {annotations: [a]}}}|.controlPlane.service.annotations
		{controlPlane: {service: {annotations: null}}, sync: {toHost: {pods: {enabled: true}}}}|.controlPlane.service.annotations
		{controlPlane: {service: {labels: null}}, sync: {toHost: {pods: {enabled: true}}}}|
		{policies: strict}|.policies
		{policies: {limitRange: true}}|.policies.limitRange
		{networking: {advanced: {proxyKubelets: false}}}|.networking.advanced.proxyKubelets
		{networking: {advanced: {fallbackHostCluster: "true"}}}|
		{controlPlane: {backingStore: {etcd: {deploy: {statefulSet: [a]}}}}}|.controlPlane.backingStore.etcd.deploy.statefulSet
		{controlPlane: {distro: {k3s: true}}}|.controlPlane.distro.k3s
		{controlPlane: {coredns: {overwriteConfig: [a]}}}|
		{controlPlane: {coredns: {deployment: {resources: {requests: {memory: 512Mi}}}}}}|.controlPlane.coredns.deployment.resources.requests.memory
		{controlPlane: {coredns: {deployment: {resources: {requests: {memory: 512Mi}, limits: null}}}}}|
		{controlPlane: {coredns: {deployment: {resources: {requests: {memory: 512Mi}, limits: {memory: null}}}}}}|
		{controlPlane: {distro: {k8s: {resources: {limits: {cpu: 20m}}}}}}|.controlPlane.distro.k8s.resources.requests.cpu
		{controlPlane: {statefulSet: {resources: {requests: {ephemeral-storage: 20Gi}}}}}|.controlPlane.statefulSet.resources.requests["ephemeral-storage"]
		{exportKubeConfig: {secret: {name: a}, additionalSecrets: [{name: b}]}}|.exportKubeConfig.additionalSecrets
		{exportKubeConfig: {secret: {}, additionalSecrets: [{namespace: b}]}}|
		{exportKubeConfig: {additionalSecrets: [{name: b}, {context: c}]}}|.exportKubeConfig.additionalSecrets[1]
	EOF
}

@test "what vcluster or Kubernetes does not start is refused, at its line" {
	local fields want
	while IFS='|' read -r fields want; do
		{ yaml2kv "$ROOT/examples/minimal.yaml" && printf '%b\n' "${fields//;/\\n}"; } | kv2yaml -o >"$T/request.yaml"
		exits 1 "$ROOT/pipeline.sh" -c "$T/request.yaml"
		[[ $output == *"request.yaml:"*": .spec.$want"* ]] || { echo "$fields: $output"; return 1; }
	done <<-'END'
		.spec.vcluster.exportKubeConfig.server="sandbox.integratn.tech"|vcluster.exportKubeConfig.server: must be an https or http URL
		.spec.vcluster.exportKubeConfig.additionalSecrets[0].context="a"|vcluster.exportKubeConfig.additionalSecrets[0]: state name or namespace
		.spec.vcluster.exportKubeConfig.additionalSecrets[0].name="a";.spec.vcluster.exportKubeConfig.secret.name="b"|vcluster.exportKubeConfig.additionalSecrets: vcluster does not start
		.spec.vcluster.helmOverrides.controlPlane.statefulSet.resources.limits.cpu="abc"|vcluster.helmOverrides.controlPlane.statefulSet.resources.limits.cpu: limits.cpu abc is not a quantity
		.spec.vcluster.preset="prod";.spec.vcluster.backingStore.etcd.deploy.enabled=true;.spec.vcluster.backingStore.etcd.deploy.statefulSet.resources.limits.memory="100Mi"|vcluster.backingStore.etcd.deploy.statefulSet.resources.requests.memory: requests.memory 150Mi is over limits.memory 100Mi
		.spec.argocdApplication.targetRevision="0.26.4"|argocdApplication.targetRevision: chart 0.26.4 does not know the values
		.spec.targetNamespace="default";.spec.name="default"|targetNamespace: namespace default is reserved
	END
	# Another chart has versions of its own.
	{ yaml2kv "$ROOT/examples/minimal.yaml" && printf '.spec.argocdApplication.%s\n' 'targetRevision="0.1.0"' 'chart="ours"'; } |
		kv2yaml >"$T/request.yaml"
	exits 0 "$ROOT/pipeline.sh" -c "$T/request.yaml"
}

@test "a label or annotation that is null counts as not written" {
	local field=.spec.integrations.argocd
	{ yaml2kv "$ROOT/examples/minimal.yaml" && printf "$field.%s=null\n" clusterLabels.a clusterAnnotations.b; } |
		kv2yaml >"$T/request.yaml"
	made "$ROOT/examples/minimal.yaml"
	document argocd-cluster-external-secret .spec >"$T/want"
	made "$T/request.yaml"
	document argocd-cluster-external-secret .spec | diff "$T/want" -
}

@test "a schema checks the settings of the platform" {
	local promise setting
	for promise in "$ROOT"/templates/*/; do
		sed -n '/^platform:/,$p' "$promise/base.yaml" | sed '1s/!.*//' | yaml2kv |
			sed -n 's/^\.platform//p' >"$T/platform.kv"
		[ -s "$T/platform.kv" ]
		kv2yaml <"$T/platform.kv" >"$T/platform.yaml"
		exits 0 yaml-validate -s "$promise/platform.schema.yaml" "$T/platform.yaml"
		# A misspelled setting at any level is an error.
		sed -nE 's/^(.*\.)[A-Za-z]+=.*/\1misspelt=1/p' "$T/platform.kv" | sort -u >"$T/misspelt"
		while read -r setting; do
			case $setting in .k8sVersions.* | .*annotations.* | .*Labels.* | .helmValues.*) continue ;; esac
			{ cat "$T/platform.kv"; echo "$setting"; } | kv2yaml -o >"$T/wrong.yaml"
			exits 1 yaml-validate -s "$promise/platform.schema.yaml" "$T/wrong.yaml"
			[[ $output == *": unknown field"* ]]
		done <"$T/misspelt"
	done
}

@test "a setting that would fail on a platform is refused, at its line" {
	local setting want base=$T/p/vcluster-orchestrator-v2/base.yaml
	cp -rL "$ROOT/templates" "$T/p"
	while IFS='|' read -r setting want; do
		echo ".platform$setting" | sed 's/ *;; */\n/g' >"$T/setting.kv"
		sed '/^platform:/,$d' "$ROOT/templates/vcluster-orchestrator-v2/base.yaml" >"$base"
		{ sed -n '/^platform:/,$p' "$ROOT/templates/vcluster-orchestrator-v2/base.yaml" | sed '1s/!.*//' | yaml2kv &&
			cat "$T/setting.kv"; } | kv2yaml -o | sed '1s/$/ !ours/' >>"$base"
		run --separate-stderr "$ROOT/pipeline.sh" -T "$T/p" -c "$ROOT/examples/minimal.yaml"
		[[ $status == 1 && ${stderr_lines[0]} == *"$want"* && $stderr == *"$base:"* ]] || {
			echo "$setting: $status, $stderr"
			return 1
		}
	done <<-'END'
		.argocd.clusterName="{{ .metadata.namespace }}/{{ .spec.name }}"|would be "team-a/sandbox"; it must be the value of a label
		.argocd.clusterName="{{ if false }}x{{ end }}"|would be ""
		.argocd.clusterName="fixed"|.platform.argocd.clusterName: must be a template
		.argocd.clusterLabels.a="{{ .spec.exposure.hostname }}:443"|.clusterLabels["a"]: "sandbox.integratn.tech:443" is not the value
		.argocd.clusterLabels["argocd.argoproj.io/secret-type"]="x"|belong to Argo CD
		.argocd.clusterAnnotations["a b"]="x"|"a b" is not a label or annotation key
		.namespaceLabels["a/b/c"]="x"|"a/b/c" is not a label or annotation key
		.loadBalancer.annotations["a b"]="x"|"a b" is not a label or annotation key
		.vclusterImage.repository="a b"|.platform.vclusterImage.repository: must be letters, digits
		.vclusterImage.tag="{{ .tag }}"|.platform.vclusterImage.tag: must be letters, digits
		.kubeconfigSync.image="*"|.platform.kubeconfigSync.image: must be letters, digits
		.onePassword.connectURL="https://u:p@x"|must be an https or http URL, without user, password and query
		.allowed.baseDomains[0]="integratn.tech" ;; .platform.allowed.baseDomains[1]="*.example.com"|.platform.allowed.baseDomains[1]: must be lower-case letters
		.imagePullSecrets[0]="a" ;; .platform.imagePullSecrets[1]="a"|repeats item 0
		.helmValues={} ;; .platform.helmValues.controlPlane=3|.platform.helmValues.controlPlane: controlPlane must be a mapping
		.helmValues.controlPlane.statefulSet.highAvailability.replicas=5|.platform.helmValues.controlPlane.statefulSet.highAvailability.replicas: 5 replicas
		.helmValues.exportKubeConfig.insecure=true|.platform.helmValues.exportKubeConfig.insecure: insecure is refused
		.networkPolicies.nfsCIDRs[0]="10.0.0.0/99"|must be an IP network
		.networkPolicies.ingress[0].frm=[]|unknown field; did you mean from?
		.networkPolicies.ingress[0].from[0].ipBlok.cidr="10.0.0.0/8"|unknown field; did you mean ipBlock?
		.networkPolicies.egress[0].to[0].podSelector.matchLables={}|unknown field; did you mean matchLabels?
		.networkPolicies.egress[0].ports[0].port=99999|must be at most 65535
	END
}

@test "labels of the platform win over ours on a namespace" {
	mkdir "$T/p"
	printf '.platform.namespaceLabels["app.kubernetes.io/name"]="mine"\n' >"$T/setting.kv"
	cp -rL "$ROOT/templates" "$T/p"
	platform "$T/setting.kv" >"$T/p/templates/vcluster-orchestrator-v2/base.yaml"
	"$ROOT/pipeline.sh" -T "$T/p/templates" "$ROOT/examples/minimal.yaml" >"$T/made.yaml"
	grep -A12 '^kind: Namespace$' "$T/made.yaml" | grep -x '    app.kubernetes.io/name: mine'
}

@test "every setting of the platform is described" {
	local schema
	for schema in "$ROOT"/templates/*/platform.schema.yaml; do
		yaml2kv "$schema" | kv2yaml -j | jq -e 'def described: (has("description") and (.description | endswith(".")))
			and all((.properties // {})[]; described) and (if .properties then .additionalProperties == false else true end);
			described'
	done
}

@test "a setting without effect, and one that needs something elsewhere, get a warning" {
	local field
	for field in '.spec.integrations.argocd.clusterAnnotations["platform.integratn.tech/reconcile-at"]="2026-01-01"' \
		'.spec.argocdApplication.destinationServer="https://10.0.0.9"'; do
		{ yaml2kv "$ROOT/examples/minimal.yaml" && echo "$field"; } | kv2yaml >"$T/request.yaml"
		exits 0 "$ROOT/pipeline.sh" -c "$T/request.yaml"
		[[ $output == *"request.yaml:"*": ${field%%=*}: "* ]] || { echo "$field: $output"; return 1; }
	done
	exits 0 "$ROOT/pipeline.sh" -c "$ROOT/examples/minimal.yaml"
	[[ $output != *'minimal.yaml:'* ]]
}
