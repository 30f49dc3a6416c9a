#!/usr/bin/env bash
# Compares tmpl-render -m helm with Helm's own engine on whole charts. CHARTS is a folder of charts,
# with their dependencies in their charts folders; this project contains no chart.
# conformance/go.mod has Helm's version.
set -euo pipefail
[ -n "${CHARTS:-}" ] || { echo "charts: CHARTS=DIR names a folder of charts to compare"; exit 0; }
charts=()
for f in "$CHARTS"/*/Chart.yaml; do charts+=("${f%/*}"); done
"$B/conformance/charts" "$B/bin/tmpl-render" "${charts[@]}"
