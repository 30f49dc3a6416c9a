yaml-validate -s <(printf '%s\n' '{contains: {type: integer}, maxContains: 2}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
