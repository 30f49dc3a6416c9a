yaml-validate -s <(printf '%s\n' '{properties: {a: {type: integer}}}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
