#!/usr/bin/env bash
# Holds tmpl-render -m helm against Helm's own engine on whole charts. CHARTS is a folder of them, their dependencies in
# their charts folders; none comes with this project. Helm's engine is the module that conformance/go.mod names.
set -euo pipefail
[ -n "${CHARTS:-}" ] || { echo "charts: CHARTS=DIR names a folder of charts to compare"; exit 0; }
charts=()
for f in "$CHARTS"/*/Chart.yaml; do charts+=("${f%/*}"); done
"$B/conformance/charts" "$B/bin/tmpl-render" "${charts[@]}"
