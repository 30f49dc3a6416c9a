"$ROOT"/tests/change 'dev' '.spec.argocdApplication.chart="vcluster-mirror"'
