"$ROOT"/tests/change 'dev' '.spec.integrations.argocd.workloadRepo.basePath="clusters/"'
