yaml-validate -s <(printf '%s\n' '{items: {format: quantity}}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
