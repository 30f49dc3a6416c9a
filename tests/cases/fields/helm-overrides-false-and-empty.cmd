"$ROOT"/tests/change 'dev' '.spec.vcluster.helmOverrides.controlPlane.distro.k8s.enabled=false' '.spec.vcluster.helmOverrides.controlPlane.distro.k8s.image.tag=""'
