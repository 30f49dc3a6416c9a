yaml-validate -s <(printf '%s\n' '{type: integer, multipleOf: 0.5}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
