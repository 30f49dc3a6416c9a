"$ROOT"/tests/change 'dev' '.spec.name="other"'
