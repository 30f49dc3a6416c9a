"$ROOT"/tests/change 'dev' '.spec.vcluster.resources.requests.cpu="2"'
