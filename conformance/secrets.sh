#!/usr/bin/env bash
# Makes the Secrets of the examples' ExternalSecrets, and of a request whose strings look like
# templates, by External Secrets' own template engine. The engine has a go.mod of its own, because
# it needs an older Kubernetes than the other programs. 0.20.4 is the newest version whose module
# contains the engine; later versions have it in a module that needs a checkout.
set -euo pipefail
B=$(cd "$B" && pwd)
(cd conformance/secrets && go build -o "$B/conformance/secrets" .)
export PATH=$B/bin:$PATH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# made WANTED RECORD…: checks that the Secret for Argo CD of examples/everything.yaml with these
# records has the labels and annotations WANTED.
made()
{
	local promise=templates/vcluster-orchestrator-v2
	printf '%s' "$1" >"$work/wanted"
	shift
	{ yaml2kv examples/everything.yaml && printf '%s\n' "$@"; } | kv2yaml -o | yaml2kv |
		preset-resolve -b "$promise/base.yaml" -p "$promise/presets" -s .spec.vcluster.preset |
		vip-calc -N .platform.vipOffset |
		tmpl-render "$promise"/_*.tmpl "$promise/checks.tmpl" "$promise"/configure/resources/*.tmpl |
		yaml2kv | kv2yaml -j >"$work/made"
	"$B/conformance/secrets" "$work/made" "$work/wanted"
}

at=.spec.integrations.argocd
made '{"environment": "staging", "tier": "gold", "cluster_name": "everything", "argocd.argoproj.io/secret-type": "cluster",
	"example.com/note": "Ask #platform first: {{ this }} is text, not a template"}' '#'
made '{"a": "{{ .config }}", "b": "{{{{ .name }}}}", "c": "}} {{- .server -}} {{/* */}}", "d": "{{ \"{{\" }}",
	"workload_repo_path": "{{ printf \"%s\" .config }}"}' \
	"$at.clusterAnnotations.a=\"{{ .config }}\"" "$at.clusterAnnotations.b=\"{{{{ .name }}}}\"" \
	"$at.clusterAnnotations.c=\"}} {{- .server -}} {{/* */}}\"" "$at.clusterAnnotations.d=\"{{ \\\"{{\\\" }}\"" \
	"$at.workloadRepo.path=\"{{ printf \\\"%s\\\" .config }}\""
