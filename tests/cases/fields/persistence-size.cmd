"$ROOT"/tests/change 'prod' '.spec.vcluster.persistence.size="40Gi"'
