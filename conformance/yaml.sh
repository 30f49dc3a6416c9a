#!/usr/bin/env bash
# Holds our typing of scalars, our reading of structures and our writing against Go's readers of YAML, most of
# all sigs.k8s.io/yaml, what the Kubernetes API server has. conformance/yaml/scalars has a plain text a
# line, each read as a value and as a key; conformance/yaml/structures has documents, a line "=====" between
# them; where the two readers differ, conformance/yaml/differences must say why. Then come spellings of
# scalars and documents of nasty strings that bench/gen makes, of SEED.
set -euo pipefail
export LC_ALL=C # of what printf %q gives
dir=conformance/yaml
seed=${SEED:-1}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
status=0

# differ NAME ARGUMENT…: reads $T/cases both ways and shows where they differ, but for the cases of
# $T/known, which must all differ.
differ()
{
	local name=$1 bad=0
	shift
	: >"$T/seen"
	"$B/tests/each" <"$T/cases" >"$T/ours"
	"$B/conformance/yaml" "$@" "$T/ours" <"$T/cases" >"$T/different"
	while IFS= read -r -d '' text && IFS= read -r -d '' theirs && IFS= read -r -d '' ours; do
		grep -xF -- "$(printf %q "${text%$'\n'}")" "$T/known" >>"$T/seen" && continue
		bad=$((bad + 1))
		[ "$bad" -gt 20 ] || printf 'case    %q\ntheirs  %s\nours    %s\n' "${text%$'\n'}" "$theirs" "$ours"
	done <"$T/different"
	sort -u "$T/seen" | comm -23 <(sort "$T/known") - >"$T/unseen"
	[ ! -s "$T/unseen" ] || { echo 'no differences, though listed:'; cat "$T/unseen"; bad=$((bad + 1)); }
	echo "yaml: $name: $(wc -l <"$T/ours") cases, $(wc -l <"$T/known") known differences, $bad others"
	[ "$bad" = 0 ] || status=1
}

# The tables.
awk '{printf "v: %s\n%c", $0, 0; printf "%s: v\n%c", $0, 0}' "$dir/scalars" >"$T/cases"
sed -n 's/^  //p' "$dir/differences" >"$T/known"
awk '/^=====$/ {printf "%c", 0; next} {print} END {printf "%c", 0}' "$dir/structures" >>"$T/cases"
differ 'scalars and structures'

# Spellings. Integers of 19 digits may be past 64 bits, of which differences speaks.
: >"$T/known"
"$B/bench/gen" scalars 100000 "$seed" | grep -vE '[0-9_]{19}' | tr '\1\n' '\n\0' >"$T/cases"
differ "spellings of seed $seed"

# What we write is to them what it is to us, but again for such integers.
"$B/bench/gen" nasty 10000 "$seed" | sed -E 's/=[0-9]{19,}$/=1/' | "$B/bin/kv2yaml" |
	awk '/^---$/ {printf "%c", 0; next} {print} END {printf "%c", 0}' >"$T/cases"
differ "documents of seed $seed"
differ "documents of seed $seed, YAML 1.2" -3
exit $status
