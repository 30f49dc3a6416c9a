yaml-validate -s <(printf '%s\n' '{apiVersion: v1, kind: ConfigMap, metadata: {name: x}}') - 2>&1 | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
