"$ROOT"/tests/change 'dev' '.spec.vcluster.helmOverrides.controlPlane.proxy.extraSANs=[]'
