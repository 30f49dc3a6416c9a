"$ROOT"/tests/change 'dev' '.spec.vcluster.resources.requests.memory="768Mi"'
