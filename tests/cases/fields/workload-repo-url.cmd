"$ROOT"/tests/change 'dev' '.spec.integrations.argocd.workloadRepo.url="https://git.example.com/x.git"'
