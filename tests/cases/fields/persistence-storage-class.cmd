"$ROOT"/tests/change 'dev' '.spec.vcluster.persistence.storageClass="slow"'
