"$ROOT"/tests/change 'dev' '.spec.integrations.argocd.environment="staging"'
