#!/usr/bin/env bash
# Holds our typing of scalars and reading of structures against sigs.k8s.io/yaml, what the Kubernetes
# API server reads YAML with. conformance/yaml/scalars has a plain text a line, each read as a value
# and as a key; conformance/yaml/structures has documents, a line "=====" between them. Where the two
# differ, conformance/yaml/differences must say why.
set -euo pipefail
dir=conformance/yaml
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT

# The cases, each ended by a NUL.
while IFS= read -r text; do
	printf '%s\n' "v: $text"
	printf '\0'
done <"$dir/scalars" >"$T/cases"
while IFS= read -r text; do
	printf '%s\n' "$text: v"
	printf '\0'
done <"$dir/scalars" >>"$T/cases"
text=''
while IFS= read -r line; do
	if [ "$line" = ===== ]; then
		printf '%s\0' "$text"
		text=''
	else
		text+=$line$'\n'
	fi
done <"$dir/structures" >>"$T/cases"
printf '%s\0' "$text" >>"$T/cases"

"$B/conformance/yaml" <"$T/cases" >"$T/theirs"

# Ours: only the first document, as there; no document is null there.
while IFS= read -r -d '' text; do
	if printf '%s' "$text" | "$B/bin/yaml2kv" >"$T/kv" 2>"$T/message"; then
		[ -s "$T/kv" ] || echo .=null >"$T/kv"
		"$B/bin/kv2yaml" -j "$T/kv" | head -n 1
	else
		echo "error $(cat "$T/message")"
	fi
done <"$T/cases" >"$T/ours"

n=0 bad=0
exec 3<"$T/cases" 4<"$T/theirs" 5<"$T/ours"
while IFS= read -r -d '' text <&3 && IFS= read -r theirs <&4 && IFS= read -r ours <&5; do
	n=$((n + 1))
	[ "$theirs" = "$ours" ] && continue
	[[ $theirs = error* && $ours = error* ]] && continue
	if [[ $theirs != error* && $ours != error* ]] && cmp -s <(jq -S . <<<"$theirs") <(jq -S . <<<"$ours"); then
		# jq has no more than a double's digits: numbers must be the same text.
		[ "$(grep -oE '[0-9]{16,}' <<<"$theirs")" = "$(grep -oE '[0-9]{16,}' <<<"$ours")" ] && continue
	fi
	grep -qxF -- "$(printf %q "${text%$'\n'}")" <(sed -n 's/^  //p' "$dir/differences") && continue
	bad=$((bad + 1))
	printf 'case    %q\ntheirs  %s\nours    %s\n' "${text%$'\n'}" "$theirs" "$ours"
done
echo "yaml: $n cases, $(grep -c '^  ' "$dir/differences") known differences, $bad others"
[ "$bad" = 0 ]
