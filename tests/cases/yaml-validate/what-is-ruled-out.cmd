yaml-validate -s <(printf '%s\n' '{not: {type: string}, propertyNames: {pattern: "^[a-z]$"}}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
