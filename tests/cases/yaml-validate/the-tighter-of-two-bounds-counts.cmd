yaml-validate -s <(printf '%s\n' '{minimum: 1, exclusiveMinimum: 1, maximum: 5, exclusiveMaximum: 9}') - 2>&1 | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
