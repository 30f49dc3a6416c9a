"$ROOT"/tests/change 'dev' '.spec.integrations.argocd.clusterLabels.team="media"' '.spec.integrations.argocd.clusterLabels.environment="mine"'
