"$ROOT"/tests/change 'dev' '.spec.integrations.externalSecrets.clusterStoreSelectorLabels.team="media"'
