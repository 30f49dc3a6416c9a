"$ROOT"/tests/change 'dev' '.spec.exposure.apiPort=6443'
