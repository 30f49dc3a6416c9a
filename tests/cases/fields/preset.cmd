"$ROOT"/tests/change 'dev' '.spec.vcluster.preset="prod"'
