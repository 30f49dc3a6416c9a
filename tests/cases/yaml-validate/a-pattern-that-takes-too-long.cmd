yaml-validate -s <(printf '%s\n' '{pattern: "^(a+)+$"}') - 2>&1 | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
