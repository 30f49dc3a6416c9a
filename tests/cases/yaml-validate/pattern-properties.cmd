yaml-validate -s <(printf '%s\n' '{patternProperties: {"^x-": {type: string}}, properties: {a: {}}, additionalProperties: false}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
