"$ROOT"/tests/change 'dev' '.spec.vcluster.resources.limits.cpu=3'
