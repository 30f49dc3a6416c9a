"$ROOT"/tests/change 'dev' '.metadata.namespace="team-a"' '.spec.targetNamespace="team-a"'
