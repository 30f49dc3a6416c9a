cat >"$T/x.tmpl" <<'TEMPLATE'
{{ define "labels" }}app: web{{ end -}}
data:
  text: |
    written
{{- range $k, $v := .data }}
  {{ $k }}: {{ $v }}
{{- end }}
labels:
  first: >-
      written
{{ include "labels" . | indent 2 }}
  last: |
      {{ .text }}
{{ include "labels" . }}
TEMPLATE
tmpl-render "$T/x.tmpl"
