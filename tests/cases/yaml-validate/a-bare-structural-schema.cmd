yaml-validate -s <(printf '%s\n' '{openAPIV3Schema: {type: object, properties: {spec: {type: object}}}}') - 2>&1 | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
