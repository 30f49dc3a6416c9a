"$ROOT"/tests/change 'dev' '.spec.vcluster.exportKubeConfig.context="media"'
