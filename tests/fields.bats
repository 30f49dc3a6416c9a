# Every field of a request and every setting of the platform has its effect, and no other.
# tests/fields/table lists the effects. Below a heading
#
#   ## what is changed (example of examples/)
#
# are the records that are added to the example (!PATH: removed from it) or, with .platform, to
# base.yaml. Then follow the records that this changes in all generated files: < before, > after.
# UPDATE=1 rewrites these; read the diff.
load lib

setup()
{
	need jq
}

@test "changing a field or a setting changes what the table says, and nothing else" {
	local examples e promise=$ROOT/templates/vcluster-orchestrator-v2
	examples=$(sed -nE 's/^## .*\(([a-z]+)\)$/\1/p' "$ROOT/tests/fields/table" | sort -u)
	cd "$T"
	for e in $examples; do
		yaml2kv "$ROOT/examples/$e.yaml" >"$e.kv"
	done
	awk -v EXAMPLES="$(echo $examples)" -f "$ROOT/tests/fields/requests.awk" "$ROOT/tests/fields/table" >all.kv
	awk 'BEGIN { n = 1000 } /^---$/ { n++; next } { print >((/^\.platform/ ? "platform-" : "request-") n ".kv") }' all.kv
	# The promise accepts all of them. They collide in names and addresses, which is meant.
	grep -v '^\.platform' all.kv | kv2yaml -o >requests.yaml
	yaml-validate -s "$ROOT/promise.yaml" requests.yaml >findings || true
	[ -z "$(grep -v ': .metadata.name: another ' findings)" ]
	for e in request-*.kv; do
		base=$promise/base.yaml
		if [ -e "platform-${e#request-}" ]; then
			base=${e%.kv}.yaml
			platform "platform-${e#request-}" >"$base"
		fi
		[ "$e" = request-1000.kv ] || echo ---
		kv2yaml -o <"$e" | yaml2kv | preset-resolve -b "$base" -p "$promise/presets" -s .spec.vcluster.preset
	done >resolved.kv
	render "$promise/configure/status.yaml.tmpl" <resolved.kv | yaml2kv >made.kv
	awk -v EXAMPLES="$(echo $examples)" -f "$ROOT/tests/fields/effects.awk" made.kv - \
		<"$ROOT/tests/fields/table" >table
	[ -z "${UPDATE:-}" ] || cp table "$ROOT/tests/fields/table"
	same "$ROOT/tests/fields/table" table
}

# Fields and settings that refuse something are in the tables of SECURITY.md.
@test "every field of the promise is in the table, or in a table of SECURITY.md" {
	local path
	yaml2kv "$ROOT/promise.yaml" | kv2yaml -j | jq -r '
		def leaves(p): if .properties then .properties | to_entries[] | .key as $k | .value | leaves(p + "." + $k) else p end;
		.spec.api.spec.versions[0].schema.openAPIV3Schema.properties.spec | leaves(".spec")' >"$T/fields"
	[ "$(wc -l <"$T/fields")" -ge 35 ]
	while read -r path; do
		grep -q "^${path//./\\.}[=.[]" "$ROOT/tests/fields/table" ||
			grep -qF "\`$path." "$ROOT/SECURITY.md" || { echo "$path has no test"; return 1; }
	done <"$T/fields"
}

@test "every setting of the platform is in the table, or in a table of SECURITY.md" {
	local path
	yaml2kv "$ROOT/templates/vcluster-orchestrator-v2/platform.schema.yaml" | kv2yaml -j | jq -r '
		def leaves(p): if .properties then .properties | to_entries[] | .key as $k | .value | leaves(p + "." + $k) else p end;
		leaves(".platform")' >"$T/settings"
	[ "$(wc -l <"$T/settings")" -ge 30 ]
	while read -r path; do
		grep -q "^${path//./\\.}[=.[]" "$ROOT/tests/fields/table" ||
			grep -qF "\`$path[" "$ROOT/SECURITY.md" || { echo "$path has no test"; return 1; }
	done <"$T/settings"
}
