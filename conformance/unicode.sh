#!/usr/bin/env bash
# Compares what tmpl-render knows of every character (category, cases) with Go, by templates.
set -euo pipefail
tool=$(realpath "$B/bin/tmpl-render")
cd "$B/conformance"
./unicode "$tool"
