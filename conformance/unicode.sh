#!/usr/bin/env bash
# Checks that lib/base/unicode_table.c is what its generator writes, if Go has the same Unicode
# version.
set -euo pipefail
"$B/conformance/unicode" >"$B/unicode_table.c"
if [ "$(head -n 1 "$B/unicode_table.c")" != "$(head -n 1 lib/base/unicode_table.c)" ]; then
	echo "unicode: Go's Unicode is another: $(head -n 1 "$B/unicode_table.c")"
elif cmp "$B/unicode_table.c" lib/base/unicode_table.c; then
	echo "unicode: the table agrees with Go's"
fi
