"$ROOT"/tests/change 'dev' '.spec.targetNamespace="elsewhere"'
