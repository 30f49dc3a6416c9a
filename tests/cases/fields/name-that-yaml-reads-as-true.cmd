"$ROOT"/tests/change 'minimal' '.spec.name="on"'
