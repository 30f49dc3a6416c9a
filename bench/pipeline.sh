#!/usr/bin/env bash
# Measures pipeline.sh: many requests in one run, and a whole configure run, as Kratix starts it,
# against a bash script that starts as many programs that do nothing. No file is removed before the
# end: ext4 without a journal passes over the inodes of files that were removed in the last minutes, which
# takes more time than a whole run. If something else has removed files, the time of cp -r shows it.
# TMPDIR=/dev/shm leaves the disk out.
set -euo pipefail
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
export TOOLS=$PWD/$B/bin
# As in the image, which sets no locale: bash takes a tenth more instructions in UTF-8.
unset LANG LC_ALL LC_CTYPE

# line NAME FIGURE UNIT [GOAL]: prints a line, with the goal and whether it is met.
line()
{
	printf '%-36s %10s%s' "$1" "$2" "${3:+ $3}"
	if (($# == 4)); then
		awk -v a="$2" -v g="$4" 'BEGIN { printf ", goal %s: %s", g, a <= g ? "met" : "MISSED" }'
	fi
	echo
}

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

# Prints the CPU time of all processes of a run; of a run that only checks and of the same run again,
# which write no file; and of a copy of the files. Then the memory of the largest process, which keeps
# an entry for each object, because objects must be unique.
compare_many()
{
	local n took memory check copy first=0 least=0
	for n in 300 1000 3000; do
		many $n >"$T/$n.yaml"
		read -r check _ < <("$B/bench/cpu" ./pipeline.sh -c "$T/$n.yaml" 2>/dev/null)
		read -r took memory < <("$B/bench/cpu" ./pipeline.sh -o "$T/out$n" "$T/$n.yaml" 2>/dev/null)
		case $n in
		300) line "-o of $n requests" "$took" 'us of CPU' 1000000 && first=$took least=$memory ;;
		1000) line "-o of $n requests" "$took" 'us of CPU' $((35 * first / 10)) ;;
		3000) line "-o of $n requests" "$took" 'us of CPU' ;;
		esac
		read -r copy _ < <("$B/bench/cpu" cp -r "$T/out$n" "$T/copy$n")
		line '  without files (-c)' "$check" 'us of CPU'
		line '  cp -r of these files' "$copy" 'us of CPU'
		line '  the files, against cp -r' "$(awk -v a=$((took - check)) -v b="$copy" \
			'BEGIN { printf "%.2f", a / b }')" '' 1.2
		read -r took _ < <("$B/bench/cpu" ./pipeline.sh -o "$T/out$n" "$T/$n.yaml" 2>/dev/null)
		line '  the same again' "$took" 'us of CPU'
		line '  memory of the largest process' "$memory" KiB
	done
	line '  more for each request' $(((memory - least) * 1024 / 2700)) bytes 400
}

# The first resources are on disk while requests are still missing.
compare_first()
{
	local i
	mkfifo "$T/fifo"
	./pipeline.sh -o "$T/first" - <"$T/fifo" 2>/dev/null &
	exec 3>"$T/fifo"
	many 20 >&3
	for ((i = 0; i < 1000; i++)); do
		if [[ -e $T/first/n0/c0/status.yaml ]]; then break; fi
		sleep 0.01
	done
	line 'first of 21 requests on disk' "$((i < 1000 ? i * 10 : -1))" 'ms, before the last request comes'
	exec 3>&-
	wait
}

# fresh REQUEST: makes new folders as Kratix provides them.
fresh()
{
	run=$((${run:-0} + 1))
	mkdir -p "$T/run$run"/{input,output,metadata}
	cp "$1" "$T/run$run/input/object.yaml"
	export KRATIX_INPUT=$T/run$run/input KRATIX_OUTPUT=$T/run$run/output
	export KRATIX_METADATA=$T/run$run/metadata
}

count_processes()
{
	fresh examples/prod.yaml
	strace -f -qq -e trace=clone,clone3,fork,vfork -o "$T/trace" ./pipeline.sh 2>/dev/null
	processes=$((1 + $(grep -c ' = [0-9]' "$T/trace")))
	line 'processes of a configure run' $processes '' 10
}

# millions NAME [GOAL]: prints the instructions counted in the files NAME.*, and removes them.
millions()
{
	local sum
	sum=$(sed -n 's/^totals: //p' "$T/$1".* | awk '{ sum += $1 } END { printf "%.2f", sum / 1e6 }')
	line "  instructions of $1" "$sum" million ${2:+"$2"}
	rm "$T/$1".*
}

# Instructions of bash, its subshells included, and of each tool. callgrind loses the counts of a
# process that calls execve, unless they are written before.
count_instructions()
{
	local tool name
	fresh examples/prod.yaml
	valgrind -q --tool=callgrind --callgrind-out-file="$T/bash.%p" --dump-before=execve \
		--dump-before=fork --dump-before=_Fork bash ./pipeline.sh 2>/dev/null
	millions bash 6
	mkdir "$T/tools"
	for tool in yaml2kv preset-resolve vip-calc yaml-validate tmpl-render yaml-split; do
		name=$tool
		if [[ $tool == yaml-validate ]]; then name="yaml-validate\$1"; fi
		printf '#!/bin/sh\nexec valgrind -q --tool=callgrind --callgrind-out-file="%s/%s.%%p" %s/%s "$@"\n' \
			"$T" "$name" "$TOOLS" $tool >"$T/tools/$tool"
		chmod +x "$T/tools/$tool"
	done
	fresh examples/prod.yaml
	TOOLS=$T/tools ./pipeline.sh 2>/dev/null
	for tool in yaml2kv preset-resolve vip-calc yaml-validate-r; do millions $tool; done
	# The goal is 1.5 times what tmpl-render took when it followed the YAML itself.
	millions tmpl-render 6.83
	for tool in yaml-validate-e yaml-split; do millions $tool; done
}

took()
{
	local start=${EPOCHREALTIME/./}
	"$@" >/dev/null 2>&1
	echo $((${EPOCHREALTIME/./} - start))
}
median() { sort -n "$1" | sed -n "$(($(wc -l <"$1") / 2 + 1))p"; }

# Medians of alternating runs.
compare_times()
{
	local request ratio
	printf 'for ((i = 1; i < %d; i++)); do /bin/true; done\n' $processes >"$T/empty"
	for request in minimal prod everything; do
		rm -f "$T"/took.*
		for _ in {1..31}; do
			fresh examples/$request.yaml
			took ./pipeline.sh >>"$T/took.run"
			took bash "$T/empty" >>"$T/took.empty"
		done
		line "configure run of $request.yaml" "$(median "$T/took.run")" us
		line '  empty processes' "$(median "$T/took.empty")" us
		ratio=$(awk -v a="$(median "$T/took.run")" -v b="$(median "$T/took.empty")" 'BEGIN { printf "%.2f", a / b }')
		line '  ratio' "$ratio" '' 1.3
	done
}

compare_many
compare_first
export KRATIX_WORKFLOW_ACTION=configure KRATIX_WORKFLOW_TYPE=resource
export KRATIX_PROMISE_NAME=vcluster-orchestrator-v2
processes=10
if command -v strace >/dev/null; then count_processes; fi
if command -v valgrind >/dev/null; then count_instructions; fi
compare_times
