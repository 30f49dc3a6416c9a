# Whatever stands in a request's texts, the set of resources stays what it is and the texts arrive.
load lib

setup()
{
	need jq
	jq -n -f "$ROOT/tests/hostile/strings.jq" >"$T/strings.json"
	yaml2kv "$ROOT/examples/dev.yaml" | kv2yaml -j >"$T/dev.json"
	count=$(jq length "$T/strings.json")
}

# kinds DIR: what was made, one KIND NAME a line.
kinds()
{
	cat "$1"/resources/*.yaml | yaml2kv | kv2yaml -j | jq -r '"\(.kind) \(.metadata.name)"' |
		sed 's/-kubeconfig-sync-[0-9a-f]*$/-kubeconfig-sync-HASH/'
}

# json FILE: its documents as JSON, one a line.
json()
{
	yaml2kv "$1" | kv2yaml -j
}

@test "there are at least forty hostile strings, all different" {
	[ "$count" -ge 40 ]
	[ "$(jq 'unique | length' "$T/strings.json")" -eq "$count" ]
}

@test "free text arrives as it was written and changes no other resource" {
	"$ROOT/pipeline.sh" -o "$T/plain" "$ROOT/examples/dev.yaml" 2>/dev/null
	kinds "$T/plain" >"$T/kinds"
	local i
	for ((i = 0; i < count; i++)); do
		jq -c --slurpfile s "$T/strings.json" --argjson i "$i" '
			$s[0][$i] as $x |
			.spec.integrations.argocd.clusterAnnotations = {"example.com/note": $x} |
			.spec.integrations.argocd.workloadRepo = {path: $x, basePath: $x, revision: $x} |
			.spec.vcluster.exportKubeConfig.context = $x |
			.spec.vcluster.helmOverrides.experimental.deploy.vcluster =
				{manifests: $x, helm: [{values: $x}]} |
			.spec.vcluster.helmOverrides.controlPlane.statefulSet.annotations = {("k" + $x): $x}
		' "$T/dev.json" >"$T/request.yaml"
		rm -rf "$T/out"
		"$ROOT/pipeline.sh" -o "$T/out" "$T/request.yaml" 2>"$T/err" || {
			echo "string $i is refused: $(cat "$T/err")"
			return 1
		}
		kinds "$T/out" >"$T/now"
		same "$T/kinds" "$T/now" || {
			echo "string $i changes the resources"
			return 1
		}
		json "$T/out/resources/argocd-application-request.yaml" |
			jq -e --slurpfile s "$T/strings.json" --argjson i "$i" '
				$s[0][$i] as $x | .spec.source.helm.valuesObject |
				.exportKubeConfig.context == $x and
				.experimental.deploy.vcluster.manifests == $x and
				.experimental.deploy.vcluster.helm[0].values == $x and
				.controlPlane.statefulSet.annotations == {("k" + $x): $x}' >/dev/null || {
			echo "string $i does not survive in the Helm values"
			return 1
		}
		# External Secrets executes the annotations as Go templates: so does this.
		json "$T/out/resources/argocd-cluster-external-secret.yaml" >"$T/es.json"
		jq -j '.spec.target.template.metadata.annotations |
			[.["example.com/note"], .workload_repo_path, .workload_repo_basepath, .workload_repo_revision] |
			join("\u001e")' "$T/es.json" >"$T/es.tmpl"
		echo '.token="SECRET"' | sed '$a.config="SECRET"' | tmpl-render -t "$T/es.tmpl" >"$T/rendered"
		jq -j --argjson i "$i" '.[$i] as $x | [$x, $x, $x, $x] | join("\u001e")' "$T/strings.json" >"$T/want"
		cmp "$T/want" "$T/rendered" || {
			echo "string $i does not survive External Secrets"
			return 1
		}
	done
}

@test "a field with a format refuses what does not fit, and names its line and path" {
	local field fields i
	fields='spec.name spec.targetNamespace spec.projectName spec.vcluster.preset spec.vcluster.k8sVersion
		spec.vcluster.resources.requests.cpu spec.vcluster.resources.requests.memory
		spec.vcluster.resources.limits.cpu spec.vcluster.resources.limits.memory
		spec.vcluster.persistence.size spec.vcluster.persistence.storageClass
		spec.vcluster.networking.clusterDomain spec.vcluster.isolationMode
		spec.exposure.hostname spec.exposure.subnet spec.exposure.vip
		spec.integrations.argocd.environment spec.integrations.argocd.workloadRepo.url
		spec.integrations.argocd.clusterLabels.team
		spec.integrations.certManager.clusterIssuerSelectorLabels.team
		spec.integrations.externalSecrets.clusterStoreSelectorLabels.team
		spec.argocdApplication.repoURL spec.argocdApplication.chart
		spec.argocdApplication.targetRevision spec.argocdApplication.destinationServer'
	# What no format takes: white space, control characters, quotes, braces, colons that end a key.
	jq '[.[] | select(test("[\\s\\p{C}{}\"'"'"'`#|>]|: |^[-:=,@%?]$"; "x"))]' "$T/strings.json" >"$T/never.json"
	[ "$(jq length "$T/never.json")" -ge 40 ]
	for field in $fields; do
		jq -c --arg f "$field" --slurpfile s "$T/never.json" \
			'. as $r | $s[0][] | . as $x | $r | setpath($f | split("."); $x)' "$T/dev.json" |
			sed '1!i---' >"$T/requests.yaml"
		yaml-validate -s "$ROOT/promise.yaml" "$T/requests.yaml" >"$T/findings" && {
			echo "$field takes all of it"
			return 1
		}
		# Documents that look alike are found as well; what counts here is a finding at each line.
		for ((i = 1; i <= $(jq length "$T/never.json"); i++)); do
			grep -q "^$T/requests.yaml:$((2 * i - 1)):[0-9]*: .$field: " "$T/findings" || {
				echo "$field takes $(jq -c ".[$i - 1]" "$T/never.json")"
				return 1
			}
		done
	done
}

@test "keys of labels and annotations are refused when they are none" {
	local key
	for key in 'a b' '{{ .token }}' '-a' 'a/b/c' 'A_B/' '/x' 'a..b/x' 'é' 'argocd.argoproj.io/secret-type'; do
		for field in clusterLabels clusterAnnotations; do
			jq --arg f "$field" --arg k "$key" \
				'.spec.integrations.argocd[$f] = {($k): "x"}' "$T/dev.json" >"$T/request.yaml"
			gives 1 "$ROOT/pipeline.sh" -o "$T/out" "$T/request.yaml"
			[[ $output == *"request.yaml:"*".spec.integrations.argocd.$field"* ]] || {
				echo "$field, $key: $output"
				return 1
			}
		done
	done
}

@test "a reference in a request's text is text" {
	jq '.spec.vcluster.exportKubeConfig.context = "${.spec.name} $${.platform}"' "$T/dev.json" >"$T/request.yaml"
	"$ROOT/pipeline.sh" -o "$T/out" "$T/request.yaml" 2>/dev/null
	json "$T/out/resources/argocd-application-request.yaml" |
		jq -e '.spec.source.helm.valuesObject.exportKubeConfig.context == "${.spec.name} $${.platform}"'
}
