"$ROOT"/tests/change 'dev' '.spec.vcluster.preset="prod"' '.spec.argocdApplication.targetRevision="0.31.2"'
