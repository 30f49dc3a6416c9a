yaml-validate -x 2>&1 | head -1; exit "${PIPESTATUS[0]}"
