yaml-validate -s <(printf '%s\n' '{dependencies: {a: [b, c], d: {required: [e]}}}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
