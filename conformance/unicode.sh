#!/usr/bin/env bash
# Checks that lib/base/unicode_table.h is what its generator writes, if Go has the same Unicode
# version.
set -euo pipefail
"$B/conformance/unicode" >"$B/unicode_table.h"
if [ "$(head -n 1 "$B/unicode_table.h")" != "$(head -n 1 lib/base/unicode_table.h)" ]; then
	echo "unicode: Go's Unicode is another: $(head -n 1 "$B/unicode_table.h")"
elif cmp "$B/unicode_table.h" lib/base/unicode_table.h; then
	echo "unicode: the table agrees with Go's"
fi
