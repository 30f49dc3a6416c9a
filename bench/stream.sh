#!/usr/bin/env bash
# Compares the stream's tools with libyaml's bare event loop (bench/raw), a lower bound, on BYTES
# (5,000,000) of each mix. Prints instructions by callgrind, which do not depend on the machine's
# load; times of alternating runs; peak memory; and the cost of a megabyte alone and among 100. Each
# line names its goal. Ratios are to the bare loop. STATIC names a folder with another build
# of yaml2kv, which is measured, too.
set -euo pipefail
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
PATH=$PWD/$B/bin:$PATH
bytes=${BYTES:-5000000}
mixes='manifests small crds configmaps list'
raw=$PWD/$B/bench/raw

# verdict FIGURE GOAL: prints whether FIGURE meets GOAL.
verdict() { awk -v a="$1" -v g="$2" 'BEGIN { print a <= g ? "met" : "MISSED" }'; }

# ratio A B GOAL: prints a column.
ratio()
{
	awk -v a="$1" -v b="$2" -v g="$3" 'BEGIN { printf "  %6.3f %-6s", a / b, a <= b * g ? "met" : "MISSED" }'
}

# instructions FILE COMMAND…: prints the number of instructions that the command takes on FILE.
instructions()
{
	local in=$1
	shift
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" <"$in" 2>&1 >/dev/null |
		sed -n 's/.*Collected : //p'
}

count_instructions()
{
	local mix base
	printf '%-11s %13s  %-13s  %-13s  %-13s  %-13s  %s\n' "$bytes bytes" 'raw loop, Ir' 'yaml2kv 1.15' 'kv2yaml 0.6' \
		'validate 1.1' 'schema 1.5' "${STATIC:+static 1.0}"
	for mix in $mixes; do
		base=$(instructions "$T/$mix" "$raw")
		printf '%-11s %13d' "$mix" "$base"
		ratio "$(instructions /dev/null yaml2kv "$T/$mix")" "$base" 1.15
		ratio "$(instructions /dev/null kv2yaml "$T/$mix.kv")" "$(instructions "$T/$mix.made" "$raw")" 0.6
		ratio "$(instructions /dev/null yaml-validate "$T/$mix")" "$base" 1.1
		ratio "$(instructions /dev/null yaml-validate -s bench/schema.json "$T/$mix")" "$base" 1.5
		[ -z "${STATIC:-}" ] || ratio "$(instructions /dev/null "$STATIC/yaml2kv" "$T/$mix")" "$base" 1.0
		echo
	done
}

# took COMMAND…: prints the elapsed time, in microseconds; spent: the processor time.
took()
{
	local start=${EPOCHREALTIME/./}
	"$@" >/dev/null 2>&1 || true
	echo $((${EPOCHREALTIME/./} - start))
}
spent()
{
	local TIMEFORMAT='%U %S'
	{ time "$@" >/dev/null 2>&1; } 2>&1 | awk '{ print int(($1 + $2) * 1e6) }'
}
least() { sort -n "$1" | head -n 1; }

loop() { "$raw" <"$1"; }
both() { yaml2kv "$1" | kv2yaml; }
others() { for t in gron jq yq; do ! command -v $t >/dev/null || echo $t; done; }

# The least of the runs, because at times the system runs both stages on one processor. A document
# is written when it is complete and good, so on a single large document the stages follow each
# other.
compare_times()
{
	local mix what i
	printf '\n%-11s %10s  %-13s  %-13s\n' 'wall time' 'raw, us' yaml2kv 'both 1.25'
	for mix in $mixes; do
		rm -f "$T"/took.*
		for ((i = 0; i < 15; i++)); do
			for what in loop yaml2kv both; do took $what "$T/$mix" >>"$T/took.$what"; done
		done
		printf '%-11s %10d  %6.2f        ' "$mix" "$(least "$T/took.loop")" \
			"$(awk -v a="$(least "$T/took.yaml2kv")" -v b="$(least "$T/took.loop")" 'BEGIN { print a / b }')"
		ratio "$(least "$T/took.both")" "$(least "$T/took.loop")" 1.25
		echo
	done
	for what in $(others); do
		printf '%-11s %10d us, on the list%s\n' "$what" \
			"$(case $what in
			yq) took yq . "$T/list" ;;
			jq) took jq . "$T/list.json" ;;
			gron) took gron "$T/list.json" ;;
			esac)" "$([ "$what" = yq ] || echo ' as JSON')"
	done
}

# peak NAME FILE TOOL…: prints the peak memory and the goal: 2 MB, twice the largest document and 64
# bytes a node.
peak()
{
	local name=$1 file=$2 size nodes goal used
	shift 2
	read -r size nodes <<<"$("$raw" -n <"$file")"
	goal=$((2048 + (2 * size + 64 * nodes) / 1024))
	used=$(/usr/bin/time -f %M "$@" "$file" 2>&1 >/dev/null | tail -n 1)
	printf '%-22s %-13s %9d bytes %8d nodes %7d KiB  goal %7d %s\n' \
		"$name" "$1" "$size" "$nodes" "$used" "$goal" "$(verdict "$used" "$goal")"
}

times() { head -n "$1" < <(yes -- "$2" 2>/dev/null) | tr -d '\n'; }

compare_memory()
{
	local mix tool
	echo
	awk 'BEGIN { for (i = 0; i < 200000; i++) print "key" i ": " i }' >"$T/wide"
	awk 'BEGIN { print "["; for (i = 0; i < 1000000; i++) print "a,"; print "]" }' >"$T/long"
	{ echo "? $(times 1000000 k)"; echo ": \"$(times 1000000 v)\""; } >"$T/texts"
	"$B/bench/gen" list 58000000 >"$T/58MB"
	for tool in yaml2kv yaml-validate; do
		for mix in $mixes; do peak "$mix" "$T/$mix" $tool; done
		peak '200,000 keys' "$T/wide" $tool
		peak 'a million items' "$T/long" $tool
		peak 'key, value of 1 MB' "$T/texts" $tool
		peak 'a document of 58 MB' "$T/58MB" $tool
	done
}

# wide N prints a mapping of about N bytes, flat N a list.
wide() { awk -v n="$1" 'BEGIN { for (i = 0; i < n / 20; i++) printf "key%08d: %07d\n", i, i }'; }
flat() { awk -v n="$1" 'BEGIN { for (i = 0; i < n / 20; i++) printf "- text of %08d.\n", i }'; }
documents() { "$B/bench/gen" manifests "$1"; }
one() { "$B/bench/gen" list "$1"; }

# The least of three runs, because load only adds time. 1 MB is read ten times, because one run is too
# short to measure.
compare_sizes()
{
	local kind i small large
	printf '\n%-11s %12s %12s  %s\n' yaml2kv 'us/MB at 1' 'us/MB at 100' 'ratio, goal 1.5'
	for kind in documents one wide flat; do
		$kind 1000000 >"$T/1"
		$kind 100000000 >"$T/100"
		ten() { for i in 1 2 3 4 5 6 7 8 9 10; do yaml2kv "$T/1"; done; }
		small=$(for i in 1 2 3; do spent ten; done | sort -n | head -n 1)
		large=$(for i in 1 2 3; do spent yaml2kv "$T/100"; done | sort -n | head -n 1)
		printf '%-11s %12d %12d' $kind $((small / 10)) $((large / 100))
		ratio "$((large / 100))" "$((small / 10))" 1.5
		echo
	done
}

for mix in $mixes; do
	"$B/bench/gen" "$mix" "$bytes" >"$T/$mix"
	yaml2kv "$T/$mix" >"$T/$mix.kv"
	kv2yaml "$T/$mix.kv" >"$T/$mix.made"
done
kv2yaml -j "$T/list.kv" >"$T/list.json"
if command -v valgrind >/dev/null; then
	count_instructions
else
	echo 'stream: no valgrind, no instructions counted'
fi
compare_times
[ ! -x /usr/bin/time ] || compare_memory
compare_sizes
