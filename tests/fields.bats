# Every field of a request has its effect, and no other. tests/fields/table says which: under
#
#   ## what is changed (example of examples/)
#
# stand the records put into the example (!PATH: taken out), then what that changes in all that is
# made of it, as records, < before and > after. UPDATE=1 rewrites these; read the diff.
load lib

setup()
{
	need jq
}

@test "changing a field changes what it says, and nothing else" {
	local examples e
	examples=$(sed -nE 's/^## .*\(([a-z]+)\)$/\1/p' "$ROOT/tests/fields/table" | sort -u)
	cd "$T"
	for e in $examples; do
		yaml2kv "$ROOT/examples/$e.yaml" >"$e.kv"
	done
	awk -v EXAMPLES="$(echo $examples)" -f "$ROOT/tests/fields/requests.awk" "$ROOT/tests/fields/table" |
		kv2yaml -o >requests.yaml
	# All of them are requests that the promise accepts; that they look alike is meant.
	yaml-validate -s "$ROOT/promise.yaml" requests.yaml >findings || true
	[ -z "$(grep -v ': .metadata.name: another ' findings)" ]
	resources "$ROOT/templates/vcluster-orchestrator-v2/configure/status.yaml.tmpl" <requests.yaml |
		yaml2kv >made.kv
	awk -v EXAMPLES="$(echo $examples)" -f "$ROOT/tests/fields/effects.awk" made.kv - \
		<"$ROOT/tests/fields/table" >table
	[ -z "${UPDATE:-}" ] || cp table "$ROOT/tests/fields/table"
	same "$ROOT/tests/fields/table" table
}

@test "every field of the promise is in the table" {
	local path
	yaml2kv "$ROOT/promise.yaml" | kv2yaml -j | jq -r '
		def leaves(p): if .properties then .properties | to_entries[] | .key as $k | .value | leaves(p + "." + $k) else p end;
		.spec.api.spec.versions[0].schema.openAPIV3Schema.properties.spec | leaves(".spec")' >"$T/fields"
	[ "$(wc -l <"$T/fields")" -ge 35 ]
	while read -r path; do
		grep -q "^${path//./\\.}[=.[]" "$ROOT/tests/fields/table" || { echo "$path has no test"; return 1; }
	done <"$T/fields"
}
