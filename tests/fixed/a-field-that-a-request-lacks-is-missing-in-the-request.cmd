crd=$ROOT/templates/vcluster-orchestrator-v2
printf '%s\n' 'apiVersion: platform.integratn.tech/v1alpha1' 'kind: VClusterOrchestratorV2' 'metadata: {name: a}' 'spec:' >"$T/r.yaml"
cd "$T"
yaml2kv -c r.yaml | preset-resolve -c -b <(echo 'spec: {exposure: {apiPort: 443}}') |
	yaml-validate -re -s "$crd/promise.yaml" | grep '^#!'
