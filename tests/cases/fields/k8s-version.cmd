"$ROOT"/tests/change 'dev' '.spec.vcluster.k8sVersion="v1.30.2"'
