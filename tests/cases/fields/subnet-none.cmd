"$ROOT"/tests/change 'dev' '-.spec.exposure'
