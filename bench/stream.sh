#!/usr/bin/env bash
# yaml2kv and kv2yaml against the raw event loop of libyaml, which no reader can beat: instructions by
# callgrind (where valgrind is), then times and peak memory, beside gron, jq and yq where they are.
set -euo pipefail
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
PATH=$PWD/$B/bin:$PATH
bytes=${BYTES:-1000000}

# ir COMMAND…: the instructions it takes.
ir()
{
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null |
		sed -n 's/.*Collected : //p'
}

# seconds COMMAND…: the median of five runs.
seconds()
{
	local TIMEFORMAT=%R
	for _ in 1 2 3 4 5; do
		{ time "$@" >/dev/null 2>&1; } 2>&1
	done | sort -n | sed -n 3p
}

# Shells for commands that read a file or make a pipe.
raw() { "$B/bench/raw" <"$1"; }
both() { yaml2kv "$1" | kv2yaml; }

printf '%-11s %14s %9s %9s\n' '' 'raw loop (Ir)' yaml2kv kv2yaml
for mode in manifests small crds configmaps list; do
	"$B/bench/gen" $mode "$bytes" >"$T/yaml"
	yaml2kv "$T/yaml" >"$T/kv"
	kv2yaml "$T/kv" >"$T/made"
	command -v valgrind >/dev/null || continue
	raw=$(ir "$B/bench/raw" <"$T/yaml")
	awk -v m=$mode -v r="$raw" -v y="$(ir yaml2kv "$T/yaml")" -v k="$(ir kv2yaml "$T/kv")" \
		-v n="$(ir "$B/bench/raw" <"$T/made")" \
		'BEGIN {printf "%-11s %14d %8.3f× %8.3f×\n", m, r, y / r, k / n}'
done

"$B/bench/gen" list "$((5 * bytes))" >"$T/yaml"
yaml2kv "$T/yaml" >"$T/kv"
kv2yaml -j "$T/kv" >"$T/json"
printf '\nseconds for %s bytes\n' "$(wc -c <"$T/yaml")"
printf '  %-20s %s\n' 'raw loop' "$(seconds raw "$T/yaml")"
printf '  %-20s %s\n' yaml2kv "$(seconds yaml2kv "$T/yaml")"
printf '  %-20s %s\n' 'yaml2kv | kv2yaml' "$(seconds both "$T/yaml")"
! command -v gron >/dev/null || printf '  %-20s %s\n' 'gron (JSON)' "$(seconds gron "$T/json")"
! command -v jq >/dev/null || printf '  %-20s %s\n' 'jq . (JSON)' "$(seconds jq . "$T/json")"
! command -v yq >/dev/null || printf '  %-20s %s\n' 'yq . (YAML)' "$(seconds yq . "$T/yaml")"

if [ -x /usr/bin/time ]; then
	nodes=$(($(wc -l <"$T/kv") * 3 / 2))
	printf '\nyaml2kv, peak memory: %s KiB; the goal for about %s nodes: %s KiB\n' \
		"$(/usr/bin/time -f %M yaml2kv "$T/yaml" 2>&1 >/dev/null)" "$nodes" \
		"$((2048 + 2 * $(wc -c <"$T/yaml") / 1024 + nodes / 16))"
fi
