yaml-validate -s <(printf '{pattern: "%070000d"}' 0) - 2>&1 | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
