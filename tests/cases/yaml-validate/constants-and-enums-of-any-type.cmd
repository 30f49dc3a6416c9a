yaml-validate -s <(printf '%s\n' '{properties: {a: {const: {x: 1}}, b: {enum: [1, null, [a]]}}}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
