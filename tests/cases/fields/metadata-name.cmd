"$ROOT"/tests/change 'dev' '.metadata.name="renamed"'
