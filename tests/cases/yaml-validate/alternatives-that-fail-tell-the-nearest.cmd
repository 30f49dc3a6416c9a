yaml-validate -s <(printf '%s\n' '{anyOf: [{type: integer}, {type: object, required: [a], properties: {a: {type: string}}}]}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
