#!/usr/bin/env bash
# Templates, beside Go's text/template with sprig where Go is there: a Helm-like template of 200 lines
# cold, a further template of a run, a range over a million numbers, toYaml of 5 MB.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
render=$B/bin/tmpl-render
go=$B/conformance/render
command -v go >/dev/null && make -s "$go" || go=

# median N COMMAND…: the middle of N times, in microseconds.
median()
{
	local n=$1 i start
	shift
	for ((i = 0; i < n; i++)); do
		start=${EPOCHREALTIME/./}
		"$@" >/dev/null
		echo $((${EPOCHREALTIME/./} - start))
	done | sort -n | sed -n "$((n / 2 + 1))p"
}

ours() { "$render" -t "$1" <"$2"; }
theirs() { "$go" "$1" <"$2"; }
many() { local data=$1; shift; "$render" -t "$@" <"$data"; }

# compare NAME GOAL N TEMPLATE KV JSON
compare()
{
	local a b
	a=$(median "$3" ours "$4" "$5")
	printf '%-44s %9d us' "$1" "$a"
	if [ -n "$go" ]; then
		cmp -s <(ours "$4" "$5") <(theirs "$4" "$6") || printf ' (outputs differ)'
		b=$(median "$3" theirs "$4" "$6")
		awk -v a="$a" -v b="$b" -v g="$2" 'BEGIN { printf "   Go %9d us   %.2f x, goal %s x", b, a / b, g }'
	fi
	echo
}

# A deployment with labels, probes, conditions and loops: 10 times 20 lines.
for i in {0..9}; do
	cat <<'TEMPLATE'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .name | trunc 63 | trimSuffix "-" }}
  labels:
    {{- range $k, $v := .labels }}
    {{ $k }}: {{ $v | quote }}
    {{- end }}
spec:
  {{- if gt (int .replicas) 1 }}
  replicas: {{ .replicas }}
  {{- else }}
  replicas: 1
  {{- end }}
  template:
    spec:
      image: "{{ .image.repository }}:{{ .image.tag | default "latest" }}"
      resources:
        {{- toYaml .resources | nindent 8 }}
---
TEMPLATE
done >"$work/helm"
cat >"$work/helm.kv" <<'KV'
.name="a-name-for-a-release"
.labels.app="web"
.labels.tier="front"
.labels.team="platform"
.replicas=3
.image.repository="registry.example.org/web"
.image.tag="1.2.3"
.resources.limits.cpu="500m"
.resources.limits.memory="1Gi"
.resources.requests.cpu="100m"
.resources.requests.memory="256Mi"
KV
"$B/bin/kv2yaml" -j "$work/helm.kv" >"$work/helm.json"
compare 'a template of 200 lines, cold' 0.5 101 "$work/helm" "$work/helm.kv" "$work/helm.json"

more=()
for i in {1..100}; do
	cp "$work/helm" "$work/more$i"
	more+=("$work/more$i")
done
one=$(median 51 many "$work/helm.kv" "$work/helm")
all=$(median 51 many "$work/helm.kv" "$work/helm" "${more[@]}")
printf '%-44s %9d us   goal 50 us\n' 'a further template of 200 lines' $(((all - one) / 100))

echo '{{ range until 1000000 }}{{ . }},{{ end }}' >"$work/range"
compare 'range over a million numbers' 0.2 5 "$work/range" "$work/helm.kv" "$work/helm.json"

awk 'BEGIN { for (i = 0; i < 25000; i++) {
	printf ".items[%d].metadata.name=\"item-%d\"\n.items[%d].metadata.labels.app=\"yes\"\n", i, i, i
	printf ".items[%d].spec.text=\"some words that stand in a row and are long enough to be folded at column eighty, %d\"\n", i, i
	printf ".items[%d].spec.count=%d\n.items[%d].spec.ratio=%d.5\n", i, i, i, i } }' >"$work/big.kv"
"$B/bin/kv2yaml" -j "$work/big.kv" >"$work/big.json"
echo '{{ toYaml . }}' >"$work/yaml"
ours "$work/yaml" "$work/big.kv" | wc -c | awk '{ printf "%-44s %9d bytes\n", "toYaml makes", $1 }'
compare 'toYaml of a large tree, reading included' 0.2 5 "$work/yaml" "$work/big.kv" "$work/big.json"
if [ -x /usr/bin/time ]; then
	/usr/bin/time -f '%M' "$render" -t "$work/yaml" <"$work/big.kv" 2>&1 >/dev/null |
		awk '{ printf "%-44s %9d KiB\n", "toYaml: peak memory", $1 }'
fi
