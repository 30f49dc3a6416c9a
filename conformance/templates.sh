#!/usr/bin/env bash
# Compares tmpl-render -t with Go's text/template, sprig, Helm's functions and sigs.k8s.io/yaml on
# cases generated from SEED. Cases that differ are shrunk and printed.
set -euo pipefail
"$B/conformance/templates" -seed "${SEED:-1}" -n "${TEMPLATES:-20000}" -y "${TREES:-5000}" "$B/bin/tmpl-render"
