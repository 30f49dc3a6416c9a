#!/usr/bin/env bash
# Renders the real vcluster charts with the values that the pipeline makes of the examples and of 30
# other requests, and checks the result. CHARTS is a folder of charts, vcluster-VERSION each; this
# project contains no chart. conformance/go.mod has Helm's version.
set -euo pipefail
charts=()
for f in "${CHARTS:-/nonexistent}"/vcluster-*/Chart.yaml; do
	[ ! -e "$f" ] || charts+=("${f%/*}")
done
[ ${#charts[@]} -gt 0 ] || { echo 'platform: CHARTS=DIR names a folder of vcluster-VERSION charts'; exit 0; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH=$PWD/$B/bin:$PATH
. conformance/requests.bash

for chart in "${charts[@]}"; do
	requests "${chart##*/vcluster-}" >"$work/requests.kv"
	kv2yaml -j <"$work/requests.kv" >"$work/requests.json"
	made <"$work/requests.kv" >"$work/made.json"
	"$B/conformance/platform" "$chart" "$work/requests.json" "$work/made.json"
done
