"$ROOT"/tests/change 'prod' '.spec.vcluster.replicas=5'
