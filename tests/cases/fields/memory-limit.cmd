"$ROOT"/tests/change 'dev' '.spec.vcluster.resources.limits.memory=3221225472'
