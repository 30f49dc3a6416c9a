"$ROOT"/tests/change 'dev' '.spec.argocdApplication.repoURL="https://charts.example.com"'
