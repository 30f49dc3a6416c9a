yaml-validate -s <(printf '%s\n' '{apiVersion: platform.kratix.io/v1alpha1, kind: Promise, spec: {}}') - 2>&1 | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
