#!/usr/bin/env bash
# Compares yaml-validate with the Kubernetes API server's own packages: spellings of each format,
# patterns in which RE2 and Perl differ, CRDs and objects generated from SEED.
set -euo pipefail
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
"$B/conformance/crd" "$B/bin/yaml-validate" "$T" "${SEED:-1}" 500
