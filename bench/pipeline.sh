#!/usr/bin/env bash
# Compares a whole configure run, as Kratix starts it, with a bash script that starts as many
# programs that do nothing. Prints the number of processes, and medians of alternating runs.
set -euo pipefail
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export KRATIX_WORKFLOW_ACTION=configure KRATIX_WORKFLOW_TYPE=resource
export KRATIX_PROMISE_NAME=vcluster-orchestrator-v2
export KRATIX_INPUT=$T/input KRATIX_OUTPUT=$T/output KRATIX_METADATA=$T/metadata TOOLS=$PWD/$B/bin

# fresh REQUEST: makes the folders as Kratix provides them.
fresh()
{
	rm -rf "$T"/{input,output,metadata}
	mkdir "$T"/{input,output,metadata}
	cp "$1" "$T/input/object.yaml"
}

took()
{
	local start=${EPOCHREALTIME/./}
	"$@" >/dev/null 2>&1
	echo $((${EPOCHREALTIME/./} - start))
}
median() { sort -n "$1" | sed -n "$(($(wc -l <"$1") / 2 + 1))p"; }

processes=10
if command -v strace >/dev/null; then
	fresh examples/prod.yaml
	strace -f -qq -e trace=clone,clone3,fork,vfork -o "$T/trace" ./pipeline.sh 2>/dev/null
	processes=$((1 + $(grep -c ' = [0-9]' "$T/trace")))
	printf '%-32s %9d, goal 10: %s\n' 'processes of a configure run' $processes \
		"$([ $processes -le 10 ] && echo met || echo MISSED)"
fi
printf 'for ((i = 1; i < %d; i++)); do /bin/true; done\n' $processes >"$T/empty"
for request in minimal prod everything; do
	rm -f "$T"/took.*
	for _ in {1..31}; do
		fresh examples/$request.yaml
		took ./pipeline.sh >>"$T/took.run"
		took bash "$T/empty" >>"$T/took.empty"
	done
	awk -v name="examples/$request.yaml" -v a="$(median "$T/took.run")" -v b="$(median "$T/took.empty")" 'BEGIN {
		printf "%-32s %9d us   empty processes %6d us   %.2f x, goal 1.3: %s\n", name, a, b, a / b,
			a <= 1.3 * b ? "met" : "MISSED" }'
done

# many N: prints N requests of both presets, as YAML.
many()
{
	local i
	for ((i = 0; i < $1; i++)); do
		printf -- '---\napiVersion: platform.integratn.tech/v1alpha1\nkind: VClusterOrchestratorV2\n'
		printf 'metadata: {name: c%s, namespace: n%s}\n' "$i" $((i % 7))
		printf 'spec: {name: c%s, vcluster: {preset: %s}, exposure: {subnet: 10.%s.%s.0/24}}\n' "$i" \
			"$( ((i % 2)) && echo prod || echo dev)" $((i / 250)) $((i % 250))
	done
}

# Many requests in one run: the CPU of all processes, and the memory of the largest.
unset "${!KRATIX_@}"
first=''
for n in 300 1000; do
	many $n >"$T/$n.yaml"
	rm -rf "$T/out"
	read -r took memory < <("$B/bench/cpu" ./pipeline.sh -o "$T/out" "$T/$n.yaml" 2>/dev/null)
	awk -v n=$n -v took="$took" -v memory="$memory" -v first="${first:=$took}" 'BEGIN {
		goal = n == 300 ? 1e6 : 3.5 * first
		printf "%-32s %9d us of CPU, goal %d: %s; %d KiB\n", "-o of " n " requests", took, goal,
			took <= goal ? "met" : "MISSED", memory }'
done
