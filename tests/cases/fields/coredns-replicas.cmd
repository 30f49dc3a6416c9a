"$ROOT"/tests/change 'dev' '.spec.vcluster.coredns.replicas=2'
