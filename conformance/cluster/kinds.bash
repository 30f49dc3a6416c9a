# Kinds of other projects that the checks need: plural, kind, group, version, scope. If CRDS has the CRD of one, it is
# used, else a stand-in that accepts every object. VClusterOrchestrator, the kind of V1, has only the stand-in.
# shellcheck disable=SC2154 # conformance/cluster.sh sets the variables
kinds='
promises Promise platform.kratix.io v1alpha1 Cluster
works Work platform.kratix.io v1alpha1 Namespaced
applications Application argoproj.io v1alpha1 Namespaced
appprojects AppProject argoproj.io v1alpha1 Namespaced
externalsecrets ExternalSecret external-secrets.io v1 Namespaced
vclusterorchestrators VClusterOrchestrator platform.integratn.tech v1alpha1 Namespaced
'

# stand_in PLURAL KIND GROUP VERSION SCOPE: prints a CRD.
stand_in()
{
	jq -nc --arg plural "$1" --arg kind "$2" --arg group "$3" --arg version "$4" --arg scope "$5" '{
		apiVersion: "apiextensions.k8s.io/v1", kind: "CustomResourceDefinition", metadata: {name: "\($plural).\($group)"},
		spec: {group: $group, scope: $scope, names: {plural: $plural, singular: ($kind | ascii_downcase), kind: $kind},
			versions: [{name: $version, served: true, storage: true, schema: {openAPIV3Schema:
				{type: "object", "x-kubernetes-preserve-unknown-fields": true}}}]}}'
}

# served_by FOLDER: prints the CRDs in it, JSON, a line each.
served_by()
{
	[ ! -d "$1" ] || yaml2kv "$1" | kv2yaml -j | jq -c 'select(.kind == "CustomResourceDefinition")'
}

# api PROMISE: prints the CRD that Kratix makes of a promise: it has the promise's labels and a status of
# Kratix' own (kratix ae170e22, internal/controller/promise_controller.go).
api()
{
	yaml2kv "$1" | kv2yaml -j | jq -c '.metadata.name as $promise | .spec.api |
		.metadata.labels["kratix.io/promise-name"] = $promise |
		.spec.versions[] |= (.subresources = {status: {}} | .schema.openAPIV3Schema.properties.status = {type: "object",
			"x-kubernetes-preserve-unknown-fields": true, properties: {message: {type: "string"}, conditions: {type: "array",
			items: {type: "object", "x-kubernetes-preserve-unknown-fields": true}}}})'
}

# install_kinds: creates the CRDs of the other projects and of our promises, and waits until they are served.
install_kinds()
{
	local plural kind group version scope others real=0
	served_by "${CRDS:-}" >"$work/crds"
	while read -r plural kind group version scope; do
		[ -n "$plural" ] || continue
		if grep -q "\"name\":\"$plural\.$group\"" "$work/crds"; then
			jq -c --arg name "$plural.$group" 'select(.metadata.name == $name)' "$work/crds"
			real=$((real + 1))
		else
			stand_in "$plural" "$kind" "$group" "$version" "$scope"
		fi
	done <<<"$kinds" >"$work/kinds"
	others=$(wc -l <"$work/kinds")
	for kind in promise.yaml templates/argocd-{project,application}/promise.yaml; do api "$kind"; done >>"$work/kinds"
	kubectl create --validate=strict -f "$work/kinds" >&2
	wait_for 60 kubectl wait --for=condition=Established --timeout=5s crd --all
	echo "cluster: $real CRDs of other projects, $((others - real)) stand-ins for others, and our own"
}
