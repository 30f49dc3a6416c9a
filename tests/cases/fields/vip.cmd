"$ROOT"/tests/change 'dev' '.spec.exposure.vip="10.0.4.7"'
