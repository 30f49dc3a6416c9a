yaml-validate -s <(printf '%s\n' '{type: object, additionalProperties: {$ref: "#"}}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
