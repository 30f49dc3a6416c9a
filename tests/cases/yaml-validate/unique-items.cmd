yaml-validate -s <(printf '%s\n' '{uniqueItems: true}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
