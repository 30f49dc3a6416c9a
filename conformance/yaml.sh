#!/usr/bin/env bash
# Compares the types of scalars, the structures and the output of yaml2kv and kv2yaml with Go's YAML
# readers, above all sigs.k8s.io/yaml, the Kubernetes API server's. conformance/yaml/scalars has a
# plain scalar on each line, which is read as a value and as a key; conformance/yaml/structures has
# documents, separated by "=====". If two readers differ, conformance/yaml/differences must have the
# reason. Then it compares scalars and documents of nasty strings that bench/gen generates from SEED.
set -euo pipefail
export LC_ALL=C # printf %q depends on it
dir=conformance/yaml
seed=${SEED:-1}
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
status=0

# differ NAME ARGUMENT…: reads $T/cases by both readers and prints the cases that differ, except
# those in $T/known, which must all differ.
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

# Spellings. Integers of 19 digits may be too long for 64 bits, a known difference.
: >"$T/known"
"$B/bench/gen" scalars 100000 "$seed" | grep -vE '[0-9_]{19}' | tr '\1\n' '\n\0' >"$T/cases"
differ "spellings of seed $seed"

# The readers must read what kv2yaml writes as we do; long integers are left out again.
"$B/bench/gen" nasty 10000 "$seed" | sed -E 's/=[0-9]{19,}$/=1/' | "$B/bin/kv2yaml" |
	awk '/^---$/ {printf "%c", 0; next} {print} END {printf "%c", 0}' >"$T/cases"
differ "documents of seed $seed"
differ "documents of seed $seed, YAML 1.2" -3
exit $status
