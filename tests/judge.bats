# An independent validator, by the real schemas, of all that the pipeline makes.
load lib

# valid DIR…: the validator finds nothing, the chart's values included.
valid()
{
	judge --crd "$ROOT/promise.yaml" --crd "$ROOT/promises/argocd-project.yaml" \
		--crd "$ROOT/promises/argocd-application.yaml" --chart auto --no-secret "$@"
}

@test "the promises and their own requests are valid" {
	valid "$ROOT/promise.yaml" "$ROOT"/promises/*.yaml "${examples[@]}"
}

@test "all that is made of the examples is valid" {
	local f
	for f in "${examples[@]}"; do
		"$ROOT/pipeline.sh" -o "$T/$(basename "$f" .yaml)" "$f"
		rm "$T/$(basename "$f" .yaml)/status.yaml"
	done
	valid "$T"
}

@test "every preset, isolation, address and chart version is valid" {
	local version preset isolation exposure class n=0
	judge -q "$ROOT/promise.yaml"
	for version in 0.30.4 0.31.0; do
		for preset in dev prod; do
			for isolation in standard strict; do
				for exposure in '{}' '{"subnet":"10.0.4.0/24","apiPort":6443}' '{"vip":"fd00::7"}'; do
					for class in '{}' '{"enabled":true,"storageClass":"fast"}'; do
						n=$((n + 1))
						printf '.apiVersion="platform.integratn.tech/v1alpha1"\n.kind="VClusterOrchestratorV2"
.metadata.name="c%d"\n.metadata.namespace="n"\n.spec.name="c%d"\n.spec.vcluster.preset="%s"
.spec.vcluster.isolationMode="%s"\n.spec.argocdApplication.targetRevision="%s"\n' \
							$n $n $preset $isolation $version | kv2yaml >"$T/c$n.yaml"
						printf '  exposure: %s\n' "$exposure" >>"$T/c$n.yaml"
						yaml2kv "$T/c$n.yaml" | kv2yaml -j |
							jq --argjson c "$class" '.spec.vcluster.persistence = $c' >"$T/r$n.yaml"
						"$ROOT/pipeline.sh" -o "$T/out/$n" "$T/r$n.yaml"
						rm "$T/out/$n/status.yaml"
					done
				done
			done
		done
	done
	valid -q "$T/out"
}
