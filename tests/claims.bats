# Tests each row of SECURITY.md's tables: what a request cannot do, and what a setting opens.
load lib

# rows COLUMNS: prints the rows of the table with these columns, one a line, cells separated by tabs.
rows()
{
	awk -v head="| $1 |" '$0 == head { on = 1; getline; next } !/^\|/ { on = 0 }
		on { gsub(/^\| | \|$/, ""); gsub(/ \| /, "\t"); print }' "$ROOT/SECURITY.md"
}

# code CELL: prints the texts in backticks, one a line.
code()
{
	grep -o '`[^`]*`' <<<"$1" | tr -d '`'
}

# request RECORDS SETTINGS: runs the pipeline's checks on examples/minimal.yaml with these added.
request()
{
	local promise=$ROOT/templates/vcluster-orchestrator-v2 base
	base=$promise/base.yaml
	if [ -n "$2" ]; then
		base=$T/base.yaml
		printf '%s\n' "$2" >"$T/settings.kv"
		platform "$T/settings.kv" >"$base" || return 2
	fi
	{ yaml2kv "$ROOT/examples/minimal.yaml" && printf '%s\n' "$1"; } | kv2yaml -o >"$T/request.yaml"
	yaml-validate -k -s "$ROOT/promise.yaml" "$T/request.yaml" || return 1
	yaml2kv -c "$T/request.yaml" >"$T/request.kv"
	preset-resolve -c -b "$base" -p "$promise/presets" -s .spec.vcluster.preset <"$T/request.kv" >"$T/resolved.kv"
	render <"$T/resolved.kv"
}

@test "a request cannot do what SECURITY.md says it cannot" {
	local claim says by records settings n=0
	while IFS=$'\t' read -r claim says by; do
		records=$(code "$says" | grep -v '^\.platform\.allowed\|^\.platform\.reserved' || :)
		settings=$(code "$says" | grep '^\.platform\.allowed\|^\.platform\.reserved' || :)
		run request "$records" "$settings"
		[ "$status" -eq 1 ] && [[ $output == *"$(code "$by")"* ]] ||
			{ printf '%s: exit %s\n%s\n' "$claim" "$status" "$output"; return 1; }
		n=$((n + 1))
	done < <(rows 'claim | the request says | refused by')
	[ "$n" -ge 25 ]
}

@test "a setting opens what SECURITY.md says, and only that setting" {
	local setting says opens n=0
	while IFS=$'\t' read -r setting says opens; do
		run request "$(code "$says")" "$(code "$setting")"
		[ "$status" -eq 0 ] || { printf '%s: exit %s\n%s\n' "$setting" "$status" "$output"; return 1; }
		run request "$(code "$says")" ''
		[ "$status" -eq 1 ] || { printf '%s: exit %s without it\n' "$setting" "$status"; return 1; }
		n=$((n + 1))
	done < <(rows 'setting | the request says | what that opens')
	[ "$n" -ge 2 ]
}
