yaml-validate -x 2>&1 | sed -n 1p; exit "${PIPESTATUS[0]}"
