"$ROOT"/tests/change 'dev' '.spec.integrations.argocd.workloadRepo.path="apps"'
