"$ROOT"/tests/change 'dev' '.spec.vcluster.isolationMode="strict"'
