yaml-validate -s <(printf '%s\n' '{format: colour}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
