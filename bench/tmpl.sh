#!/usr/bin/env bash
# Measures tmpl-render in text mode and YAML mode and, if Go is installed, Go's text/template with
# sprig. Times are medians in microseconds; the runs of one line alternate, so that load affects all
# of them. With CHARTS, a folder of charts, and HELM, the program, it also renders whole charts by
# both, if tmpl-render supports all of a chart. A line without a program to compare with is judged
# by its fastest run, because load only adds time; the median is printed, too.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
render=$B/bin/tmpl-render
go=$B/conformance/render
command -v go >/dev/null && make -s "$go" || go=

# took DATA COMMAND…: prints how long the command takes on DATA.
took()
{
	local data=$1 start
	shift
	start=${EPOCHREALTIME/./}
	"$@" <"$data" >/dev/null
	echo $((${EPOCHREALTIME/./} - start))
}

least() { sort -n "$1" | head -n 1; }
median() { sort -n "$1" | sed -n "$(($(wc -l <"$1") / 2 + 1))p"; }
verdict() { awk -v a="$1" -v g="$2" 'BEGIN { print a <= g ? "met" : "MISSED" }'; }

# compare NAME GOAL N TEMPLATE DATA: compares with Go on DATA.kv and DATA.json, which have the same
# content. GOAL is the largest ratio of the times in text mode; in YAML mode it is 0.5, because that mode
# parses what it wrote.
compare()
{
	local i mode ours goal theirs=0
	rm -f "$work/text" "$work/yaml" "$work/go"
	for ((i = 0; i < $3; i++)); do
		took "$5.kv" "$render" -t "$4" >>"$work/text"
		took "$5.kv" "$render" "$4" >>"$work/yaml"
		[ -z "$go" ] || took "$5.json" "$go" "$4" >>"$work/go"
	done
	if [ -n "$go" ]; then
		theirs=$(median "$work/go")
		cmp -s <("$render" -t "$4" <"$5.kv") <("$go" "$4" <"$5.json") || echo "outputs differ:"
	fi
	for mode in text yaml; do
		ours=$(median "$work/$mode")
		goal=$2
		[ $mode = text ] || goal=0.5
		printf '%-44s %-4s %9d us' "$1" $mode "$ours"
		[ "$theirs" = 0 ] || awk -v a="$ours" -v b="$theirs" -v g="$goal" 'BEGIN {
			printf "   Go %9d us   %.2f x, goal %s x: %s", b, a / b, g, a <= b * g ? "met" : "MISSED" }'
		echo
	done
}

# A chart with a deployment and the helpers that it includes: 10 lines, and 9 times 22.
cat >"$work/helm" <<'TEMPLATE'
{{- define "app.name" -}}
{{ default "app" .nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}
{{- define "app.labels" -}}
app.kubernetes.io/name: {{ include "app.name" . }}
app.kubernetes.io/version: {{ .image.tag | default "latest" | quote }}
{{- range $k, $v := .labels }}
{{ $k }}: {{ $v | quote }}
{{- end }}
{{- end }}
TEMPLATE
for i in {0..8}; do
	cat <<'TEMPLATE'
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ printf "%s-%s" .name .tier | trunc 63 }}
  labels:
    {{- include "app.labels" . | nindent 4 }}
spec:
  replicas: {{ if gt (int .replicas) 1 }}{{ .replicas }}{{ else if .single }}1{{ else }}0{{ end }}
  strategy: {{ ternary "Recreate" "RollingUpdate" .single }}
  {{- with .resources }}
  resources:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  image: "{{ .image.repository }}:{{ .image.tag | default "latest" }}"
  env:
  {{- range .env }}
    - name: {{ .name | upper }}
      value: {{ .value | quote }}
  {{- else }}
    []
  {{- end }}
TEMPLATE
done >>"$work/helm"
cat >"$work/helm.kv" <<'KV'
.name="a-name-for-a-release"
.tier="front"
.single=false
.labels.app="web"
.labels.team="platform"
.replicas=3
.image.repository="registry.example.org/web"
.image.tag="1.2.3"
.resources.limits.cpu="500m"
.resources.limits.memory="1Gi"
.resources.requests.cpu="100m"
.resources.requests.memory="256Mi"
.env[0].name="level"
.env[0].value="debug"
.env[1].name="port"
.env[1].value="8080"
KV
"$B/bin/kv2yaml" -j "$work/helm.kv" >"$work/helm.json"
compare "a template of $(wc -l <"$work/helm") lines, cold" 0.5 101 "$work/helm" "$work/helm"

more=()
for i in {1..100}; do
	cp "$work/helm" "$work/more$i"
	more+=("$work/more$i")
done

# further STATISTIC: prints the cost of one more template, from runs with one and with a hundred and
# one.
further() { echo $((($("$1" "$work/all") - $("$1" "$work/one")) / ${#more[@]})); }

for mode in -t -mstrict; do
	rm -f "$work/one" "$work/all"
	for i in {1..401}; do
		took "$work/helm.kv" "$render" $mode "$work/helm" >>"$work/one"
		took "$work/helm.kv" "$render" $mode "$work/helm" "${more[@]}" >>"$work/all"
	done
	us=$(further least)
	printf '%-44s %-4s %9d us   median %6d us          goal 50 us: %s\n' 'one more template' \
		"$([ $mode = -t ] && echo text || echo yaml)" "$us" "$(further median)" "$(verdict "$us" 50)"
done

printf '{{ range until 1000000 }}- {{ . }}\n{{ end }}' >"$work/range"
compare 'range over a million numbers' 0.2 15 "$work/range" "$work/helm"

awk 'BEGIN { for (i = 0; i < 1000000; i++) printf ".items[%d]=\"item-%d\"\n", i, i }' >"$work/items.kv"
"$B/bin/kv2yaml" -j "$work/items.kv" >"$work/items.json"
printf '{{ range .items }}- {{ . }}\n{{ end }}' >"$work/range"
compare 'range over a million strings, reading included' 0.2 15 "$work/range" "$work/items"

awk 'BEGIN { for (i = 0; i < 25000; i++) {
	printf ".items[%d].metadata.name=\"item-%d\"\n.items[%d].metadata.labels.app=\"yes\"\n", i, i, i
	printf ".items[%d].spec.text=\"some words that stand in a row and are long enough to be folded at column eighty, %d\"\n", i, i
	printf ".items[%d].spec.count=%d\n.items[%d].spec.ratio=%d.5\n", i, i, i, i } }' >"$work/big.kv"
"$B/bin/kv2yaml" -j "$work/big.kv" >"$work/big.json"
printf '{{ toYaml . }}\n' >"$work/tree"
size=$("$render" -t "$work/tree" <"$work/big.kv" | wc -c)
compare "toYaml of $size bytes, reading included" 0.2 5 "$work/tree" "$work/big"
if [ -x /usr/bin/time ]; then
	for mode in -t -mstrict; do
		/usr/bin/time -f '%M' "$render" $mode "$work/tree" <"$work/big.kv" 2>&1 >/dev/null |
			awk -v m="$([ $mode = -t ] && echo text || echo yaml)" -v in_="$(wc -c <"$work/big.kv")" '{
				printf "%-44s %-4s %9d KiB, goal 10 x input: %s\n", "  its peak memory", m, $1,
				$1 * 1024 <= 10 * in_ ? "met" : "MISSED" }'
	done
fi

# chart DIR: renders all templates of a chart in YAML mode, and by helm template.
chart()
{
	local i lay=$work/chart name=${1##*/} args ours theirs
	rm -rf "$lay" "$work/helm-took" "$work/chart-took"
	mkdir "$lay"
	"$B/conformance/charts" -o "$lay" "$1" && mapfile -t args <"$lay/arguments" || return 0
	(cd "$lay" && "$render" -m helm "${args[@]}" <values >/dev/null 2>&1) || return 0
	"$HELM" template x "$1" --kube-version 1.34.0 >/dev/null 2>&1 || return 0
	for ((i = 0; i < 15; i++)); do
		(cd "$lay" && took values "$render" -m helm "${args[@]}") >>"$work/chart-took"
		took /dev/null "$HELM" template x "$1" --kube-version 1.34.0 >>"$work/helm-took" 2>/dev/null
	done
	ours=$(median "$work/chart-took") theirs=$(median "$work/helm-took")
	printf '%-44s yaml %9d us   helm %8d us   %.3f x, goal 0.2 x: %s\n' "chart $name" "$ours" "$theirs" \
		"$(awk -v a="$ours" -v g="$theirs" 'BEGIN { print a / g }')" "$(verdict $((ours * 5)) "$theirs")"
}

if [ -n "${CHARTS:-}" ] && [ -n "${HELM:-}" ] && make -s "$B/conformance/charts"; then
	[[ $render = /* ]] || render=$PWD/$render
	for c in "$CHARTS"/*/Chart.yaml; do chart "${c%/*}"; done
fi
