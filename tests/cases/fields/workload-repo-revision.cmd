"$ROOT"/tests/change 'dev' '.spec.integrations.argocd.workloadRepo.revision="1.10"'
