yaml-validate -s <(printf '%s\n' '{properties: {a: false, b: true}}') - 2>&1 | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
