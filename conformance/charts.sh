#!/usr/bin/env bash
# Compares tmpl-render -m helm with Helm's own engine on whole charts. CHARTS is a folder of charts,
# with their dependencies in their charts folders; this project contains no chart.
# conformance/go.mod has Helm's version.
# Some kinds of differences are intended (conformance/charts/explain.go); conformance/charts/known lists single ones. The
# run fails if there is another difference, or if a listed one is gone.
set -euo pipefail
[ -n "${CHARTS:-}" ] || { echo "charts: CHARTS=DIR names a folder of charts to compare"; exit 0; }
charts=()
for f in "$CHARTS"/*/Chart.yaml; do charts+=("${f%/*}"); done
"$B/conformance/charts" -known conformance/charts/known "$B/bin/tmpl-render" "${charts[@]}"
