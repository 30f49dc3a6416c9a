yaml-validate -s <(printf '%s\n' '{type: object, properties: {a: {type: integer}}, additionalProperties: false}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
