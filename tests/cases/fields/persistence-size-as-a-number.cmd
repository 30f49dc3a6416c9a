"$ROOT"/tests/change 'dev' '.spec.vcluster.persistence.size=5368709120'
