# An independent validator with the real schemas checks everything that the pipeline makes.
load lib

# valid DIR…: checks that the validator finds nothing, not even in the chart's values.
valid()
{
	judge --crd "$ROOT/promise.yaml" --crd "$ROOT/templates/argocd-project/promise.yaml" \
		--crd "$ROOT/templates/argocd-application/promise.yaml" --chart auto --no-secret "$@"
}

@test "the promises and their own requests are valid" {
	valid "$ROOT"/templates/*/promise.yaml "${examples[@]}"
}

@test "everything that the pipeline makes of the examples is valid" {
	local f
	judge -q "$ROOT/promise.yaml"
	for f in "${examples[@]}"; do
		resources <"$f" >"$T/$(basename "$f")"
	done
	valid "$T"
}

@test "every preset, isolation, address, volume and chart version is valid" {
	local version preset isolation exposure class n=0
	judge -q "$ROOT/promise.yaml"
	for version in 0.30.4 0.31.0; do
		for preset in dev prod; do
			for isolation in standard strict; do
				for exposure in '{}' '{subnet: 10.0.4.0/24, apiPort: 6443}' '{vip: "fd00::7"}'; do
					for class in '{}' '{enabled: true, storageClass: fast}'; do
						n=$((n + 1))
						cat <<-EOF
							---
							kind: VClusterOrchestratorV2
							metadata: {name: c$n, namespace: ns}
							spec:
							  name: c$n
							  vcluster: {preset: $preset, isolationMode: $isolation, persistence: $class}
							  exposure: $exposure
							  argocdApplication: {targetRevision: $version}
						EOF
					done
				done
			done
		done
	done | resources >"$T/made.yaml"
	[ "$(grep -c '^kind: ArgoCDApplication$' "$T/made.yaml")" -eq 48 ]
	valid "$T/made.yaml"
}

@test "a request with odd but allowed values is valid" {
	resources <<-'EOF' >"$T/made.yaml"
		kind: VClusterOrchestratorV2
		metadata: {name: "1e3", namespace: "012", annotations: {platform.integratn.tech/reconcile-at: "on"}}
		spec:
		  name: "on"
		  targetNamespace: "on"
		  projectName: "1"
		  vcluster:
		    k8sVersion: "1.34"
		    resources: {requests: {cpu: "2", memory: 1e9}, limits: {cpu: 2, memory: "3000000000"}}
		    persistence: {size: 5368709120, storageClass: "1.0"}
		    networking: {clusterDomain: "1e3"}
		  exposure: {hostname: "0.1e", vip: "::2"}
		  integrations:
		    argocd: {environment: "no", clusterLabels: {a: "1", b: "true", c: ""}}
		  argocdApplication: {chart: "007"}
	EOF
	valid "$T/made.yaml"
	[ "$(yaml2kv "$T/made.yaml" |
		grep -cF -e '.tag="v1.34.0"' -e '.requests.cpu="2"' -e '.releaseName="on"')" -eq 3 ]
}
