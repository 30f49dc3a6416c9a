yaml-validate -s <(printf '%s\n' '{items: [{type: integer}], additionalItems: {type: string}}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
