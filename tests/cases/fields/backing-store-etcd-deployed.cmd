"$ROOT"/tests/change 'dev' '.spec.vcluster.backingStore.etcd.deploy.enabled=true' '.spec.vcluster.persistence.enabled=true'
