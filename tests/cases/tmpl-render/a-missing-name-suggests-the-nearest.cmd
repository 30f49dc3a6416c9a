cd "$T"
cat >kv <<'KV'
.kind="Thing"
.spec.name="n"
.spec.vcluster.replicas=3
.spec.vcluster.persistence.size="5Gi"
.spec.ports[0].name="http"
.spec.ports[0].targetPort=80
.metadata.labels["app.kubernetes.io/name"]="x"
KV
each() {
	for t in "$@"; do
		echo "$t" >t
		tmpl-render t <kv 2>&1 | head -n 1 || :
	done
}
each 'a: {{ .Values.name }}' 'a: {{ .spec.vcluster.replica }}' 'a: {{ .spec.persistence.size }}' 'a: {{ .spec.vclustr.replicas }}' \
	'a: {{ with .spec }}{{ .kind }}{{ end }}' 'a: {{ $.spec.nam }}' 'a: {{ .targetPort }}' 'a: {{ .nothing.like.it }}' \
	'a: {{ $x := .spec }}{{ $x.nam }}' 'a: {{ (dict "a" 1).b }}'
each '{{ define "app.labels" }}{{ end }}{{ include "app.label" . }}' '{{ define "app.labels" }}{{ end }}{{ template "app.lables" . }}' \
	'{{ define "app.labels" }}{{ end }}{{ template "other" . }}'
