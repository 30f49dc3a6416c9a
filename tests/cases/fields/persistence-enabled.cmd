"$ROOT"/tests/change 'dev' '.spec.vcluster.persistence.enabled=true'
