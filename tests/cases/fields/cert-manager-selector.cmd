"$ROOT"/tests/change 'dev' '.spec.integrations.certManager.clusterIssuerSelectorLabels.team="media"'
