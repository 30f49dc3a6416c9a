yaml-validate -s <(printf '%s\n' '{prefixItems: [{type: integer}, {type: string}], items: false}') - | sed 's|/dev/fd/[0-9]*|SCHEMA|'; exit "${PIPESTATUS[0]}"
