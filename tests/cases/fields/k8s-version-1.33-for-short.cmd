"$ROOT"/tests/change 'dev' '.spec.vcluster.k8sVersion="1.33"'
