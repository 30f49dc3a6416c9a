vip-calc 10.0.4.0/24 10.0.4.7 10.0.4.8 2>&1 | head -1; exit "${PIPESTATUS[0]}"
