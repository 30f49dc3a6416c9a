cd "$T"
printf '%s\n' 'apiVersion: platform.integratn.tech/v1alpha1' 'kind: VClusterOrchestratorV2' 'metadata: {name: a}' 'spec:' '  name: 123' >r.yaml
"$ROOT/pipeline.sh" -c r.yaml
