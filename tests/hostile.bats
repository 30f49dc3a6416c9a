# Whatever the strings of a request contain, they arrive unchanged and do not change the set of
# resources. All strings pass in one run, each in a request of its own.
load lib

setup()
{
	need jq
	cd "$T"
	jq -n -f "$ROOT/tests/hostile/strings.jq" >strings.json
	count=$(jq length strings.json)
}

# requests JQ: makes a request rN for each string $x, from the records that the filter prints. jq
# writes records, not YAML: a JSON string may contain characters that a YAML reader refuses or takes
# for a line break.
requests()
{
	jq -r 'to_entries[] | (if .key > 0 then "---" else empty end,
		".apiVersion=\"platform.integratn.tech/v1alpha1\"", ".kind=\"VClusterOrchestratorV2\"",
		".metadata.name=\"r\(.key)\"", ".metadata.namespace=\"requests\"", ".spec.name=\"r\(.key)\""),
		(.value as $x | '"$1"')' strings.json | kv2yaml
}

# all_well JQ FILE…: checks that the filter, which lists the strings that went wrong, prints an
# empty list. $s are the strings; resources(i) are the documents of string i.
all_well()
{
	jq -cs --slurpfile strings strings.json '$strings[0] as $s | (length / ($s | length)) as $per | . as $all |
		def resources(i): $all[i * $per:(i + 1) * $per];
		def kind(i; k): resources(i)[] | select(.kind == k);
		[range($s | length) | . as $i | $s[$i] as $x |'"$1"']' "${@:2}" >wrong
	[ "$(cat wrong)" = '[]' ] || { echo "wrong: $(cat wrong)"; return 1; }
}

@test "there are at least forty hostile strings, all different" {
	[ "$count" -ge 40 ]
	[ "$(jq 'unique | length' strings.json)" -eq "$count" ]
}

@test "free text arrives as it was written and changes no other resource" {
	requests '($x | tojson) as $t |
		".spec.integrations.argocd.clusterAnnotations[\"example.com/note\"]=\($t)",
		".spec.integrations.argocd.workloadRepo.\("path", "basePath", "revision")=\($t)",
		".spec.vcluster.exportKubeConfig.context=\($t)",
		".spec.vcluster.helmOverrides.experimental.deploy.vcluster.manifests=\($t)",
		".spec.vcluster.helmOverrides.experimental.deploy.vcluster.helm[0].values=\($t)",
		".spec.vcluster.helmOverrides.controlPlane.statefulSet.annotations[\("k/" + $x | tojson)]=\($t)"' \
		>requests.yaml
	yaml-validate -k -s "$ROOT/promise.yaml" requests.yaml
	resources <requests.yaml >made.yaml
	yaml-validate -k -K Secret made.yaml
	yaml2kv made.yaml | kv2yaml -j >made.json

	all_well 'def set(i): [resources(i)[] | "\(.kind) \(.metadata.name)" | sub("[0-9a-f]{8}$"; "HASH") |
			sub("r[0-9]+"; "r")];
		select((set($i) | length) < 10 or set($i) != set(0)) | "resources", $i' made.json
	all_well 'kind($i; "ArgoCDApplication") | .spec.source.helm.valuesObject | select(
		.exportKubeConfig.context != $x or .experimental.deploy.vcluster.manifests != $x or
		.experimental.deploy.vcluster.helm[0].values != $x or
		.controlPlane.statefulSet.annotations != {("k/" + $x): $x}) | "values", $i' made.json

	# Executes the annotations as Go templates, as External Secrets does.
	jq -j 'select(.spec.target.template) | .spec.target.template.metadata.annotations |
		.["example.com/note"], .workload_repo_path, .workload_repo_basepath, .workload_repo_revision |
		. + "\u001e"' made.json >annotations.tmpl
	printf '.token="SECRET"\n.config="SECRET"\n' | tmpl-render -t annotations.tmpl >rendered
	jq -j '.[] | ., ., ., . | . + "\u001e"' strings.json >want
	cmp want rendered
}

@test "an independent reader of YAML reads the same documents" {
	python3 -c 'import yaml' 2>/dev/null || skip 'no Python with PyYAML'
	requests '".spec.integrations.argocd.clusterAnnotations[\"example.com/note\"]=\($x | tojson)"' |
		resources >made.yaml
	python3 - <<-'EOF'
		import json, yaml
		strings = json.load(open("strings.json"))
		loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
		made = [d for d in yaml.load_all(open("made.yaml", encoding="utf-8", newline=""), loader)
		        if d["kind"] == "ExternalSecret" and "template" in d["spec"]["target"]]
		notes = [d["spec"]["target"]["template"]["metadata"]["annotations"]["example.com/note"] for d in made]
		assert notes == [s.replace("{{", '{{ "{{" }}') for s in strings]
	EOF
}

@test "a field with a format refuses what does not fit, and names its line and path" {
	local fields
	fields='.spec.name .spec.targetNamespace .spec.projectName .spec.vcluster.preset .spec.vcluster.k8sVersion
		.spec.vcluster.resources.requests.cpu .spec.vcluster.resources.requests.memory
		.spec.vcluster.resources.limits.cpu .spec.vcluster.resources.limits.memory
		.spec.vcluster.persistence.size .spec.vcluster.persistence.storageClass
		.spec.vcluster.networking.clusterDomain .spec.vcluster.isolationMode
		.spec.exposure.hostname .spec.exposure.subnet .spec.exposure.vip
		.spec.integrations.argocd.environment .spec.integrations.argocd.workloadRepo.url
		.spec.integrations.argocd.clusterLabels.team
		.spec.integrations.certManager.clusterIssuerSelectorLabels.team
		.spec.integrations.externalSecrets.clusterStoreSelectorLabels.team
		.spec.argocdApplication.repoURL .spec.argocdApplication.chart
		.spec.argocdApplication.targetRevision .spec.argocdApplication.destinationServer'
	# No format allows white space, control characters, quotes or braces.
	jq -r --arg fields "$fields" '[.[] | select(test("[\\s\\p{C}{}\"'"'"'`#|>]"))] |
		if length < 40 then error("too few") else . end | to_entries[] as $e |
		($fields | split("\\s+"; ""))[] | "---", ".kind=\"VClusterOrchestratorV2\"",
		".apiVersion=\"platform.integratn.tech/v1alpha1\"", ".metadata.name=\"\(.[1:] | ascii_downcase)-\($e.key)\"",
		(if . == ".spec.name" then empty else ".spec.name=\"x\"" end), "\(.)=\($e.value | tojson)"' strings.json |
		sed 1d | tee requests.kv | kv2yaml >requests.yaml
	exits 1 yaml-validate -s "$ROOT/promise.yaml" requests.yaml
	printf '%s\n' "$output" | sed -nE 's/^requests.yaml:([0-9]+):[0-9]+: ([^:]+): .*/\1 \2/p' >found
	# Each document has a finding at the field in its name. The lines identify the document.
	awk 'NR == FNR { at[$1] = at[$1] " " tolower($2); next }
		/^  name: / && !named { named = $2; sub(/-[0-9]+$/, "", named) }
		FNR in at { is = is at[FNR] }
		/^---$/ { check() }
		END { check(); print n " documents"; exit bad }
		function check() {
			n++
			if (index(is " ", " ." named " ") == 0) { bad = 1; print "document " n ", " named ":" is }
			is = named = ""
		}' found requests.yaml
}

@test "invalid keys of labels and annotations are refused, all at once" {
	local key keys=('a b' '{{ .token }}' '-a' 'a/b/c' 'A_B/x' '/x' 'a..b/x' 'é' 'a:b' '' 'argocd.argoproj.io/secret-type')
	yaml2kv "$ROOT/examples/dev.yaml" >request.kv
	for key in "${keys[@]}"; do
		printf '.spec.integrations.argocd.clusterLabels["%s"]="x"\n' "$key"
		printf '.spec.integrations.argocd.clusterAnnotations["%s"]="x"\n' "$key"
	done >>request.kv
	kv2yaml <request.kv >request.yaml
	exits 1 "$ROOT/pipeline.sh" -o out request.yaml
	for key in "${keys[@]}"; do
		[[ $output == *"request.yaml:"*".spec.integrations.argocd.clusterLabels[\"$key\"]: "* ]]
		[[ $output == *"request.yaml:"*".spec.integrations.argocd.clusterAnnotations[\"$key\"]: "* ]]
	done
}

@test "a reference in a request's text is text" {
	{
		yaml2kv "$ROOT/examples/dev.yaml"
		echo '.spec.vcluster.exportKubeConfig.context="${.spec.name} $${.platform}"'
	} | kv2yaml | resources | yaml2kv |
		grep -Fx '.spec.source.helm.valuesObject.exportKubeConfig.context="${.spec.name} $${.platform}"'
}
