"$ROOT"/tests/change 'dev' '.spec.vcluster.isolationMode="strict"' '.spec.exposure.apiPort=6443' '.spec.argocdApplication.targetRevision="0.31.0"'
