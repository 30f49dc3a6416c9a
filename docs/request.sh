#!/usr/bin/env bash
# request.sh: writes docs/request.md, every field of a request with its type, default and effect, from the main
# promise's CRD, base and presets. With a FILE, writes that instead.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PWD/${B:-build}/bin:$PATH

name=$(yaml2kv promise.yaml | sed -n 's/^\.metadata\.name="\(.*\)"$/\1/p')
folder=templates/$name
defaults=()
for file in "$folder"/presets/*.yaml; do
	preset=$(basename "$file" .yaml)
	defaults+=(--argjson "$preset" "$(printf '.spec.name="NAME"\n.spec.vcluster.preset="%s"\n' "$preset" |
		preset-resolve -b "$folder/base.yaml" -p "$folder/presets" -s .spec.vcluster.preset | kv2yaml -j)")
done
jq -n "${defaults[@]}" --argjson crd "$(yaml2kv promise.yaml | kv2yaml -j)" \
	'{$crd, defaults: ($ARGS.named | del(.crd))}' | jq -rf docs/fields.jq >"${1:-docs/request.md}"
