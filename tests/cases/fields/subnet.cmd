"$ROOT"/tests/change 'dev' '.spec.exposure.subnet="10.9.0.0/16"'
