"$ROOT"/tests/change 'dev' '.spec.integrations.argocd.clusterAnnotations["example.com/note"]="{{ .token }}: on"' '.spec.integrations.argocd.clusterAnnotations.workload_repo_path="mine"'
