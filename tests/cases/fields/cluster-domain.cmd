"$ROOT"/tests/change 'dev' '.spec.vcluster.networking.clusterDomain="media.internal"'
