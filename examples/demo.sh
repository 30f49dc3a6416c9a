#!/usr/bin/env bash
# demo.sh: shows (for `make demo`) the pipeline on every example, the files it makes, and for one
# example where each value comes from.
set -euo pipefail
cd "$(dirname "$0")/.."
B=${B:-build}
case $B in /*) ;; *) B=$PWD/$B ;; esac
export TOOLS=$B/bin PATH=$B/bin:$PATH LC_ALL=C
out=$B/demo

title() # TEXT
{
	printf '\n\033[1m%s\033[0m\n' "$1" | if [ -t 1 ]; then cat; else sed 's/\x1b\[[0-9]*m//g'; fi
}

rm -rf "$out"
title "1. Every request of examples/, through the pipeline: ./pipeline.sh -o ${out#"$PWD"/} examples/*.yaml"
./pipeline.sh -o "$out" examples/*.yaml

title '2. The files it made'
(cd "$out" && find . -type f | sort | sed 's,^\./,    ,')

title '3. What Kratix shows as the status of examples/prod.yaml'
sed 's/^/    /' "$out"/*/payments/status.yaml

title '4. A mistake in a request is found before anything is made, and its line and column are named'
for bad in examples/bad/*.yaml; do
	./pipeline.sh -c "$bad" 2>&1 | head -n 1 | sed 's/^/    /' || :
done

title '5. Every value that examples/prod.yaml resolves to, and where it comes from: ./pipeline.sh -e'
./pipeline.sh -e examples/prod.yaml | sed 's/^/    /'
