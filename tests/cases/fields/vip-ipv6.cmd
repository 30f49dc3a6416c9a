"$ROOT"/tests/change 'minimal' '.spec.exposure.subnet="fd00:4::/64"'
