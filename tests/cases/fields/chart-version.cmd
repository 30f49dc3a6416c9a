"$ROOT"/tests/change 'dev' '.spec.argocdApplication.targetRevision="0.31.0"'
