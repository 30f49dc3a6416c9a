"$ROOT"/tests/change 'dev' '.spec.vcluster.backingStore.etcd.embedded.enabled=true' '.spec.vcluster.replicas=3'
