"$ROOT"/tests/change 'dev' '.spec.vcluster.helmOverrides.controlPlane.coredns.deployment.replicas=4'
