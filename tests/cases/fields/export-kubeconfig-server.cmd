"$ROOT"/tests/change 'dev' '.spec.vcluster.exportKubeConfig.server="https://10.0.4.100:443"'
