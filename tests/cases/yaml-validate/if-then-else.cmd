yaml-validate -s <(printf '%s\n' '{if: {properties: {a: {const: 1}}, required: [a]}, then: {required: [b]}, else: {required: [c]}}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
