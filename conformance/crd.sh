#!/usr/bin/env bash
# Holds yaml-validate against the Kubernetes API server's own packages: spellings of each format, patterns in
# which RE2 and Perl part ways, generated CRDs and objects of SEED.
set -euo pipefail
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
"$B/conformance/crd" "$B/bin/yaml-validate" "$T" "${SEED:-1}" 500
