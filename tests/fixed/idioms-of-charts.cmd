cat >"$T/x.tmpl" <<'EOF'
{{- define "selector" -}}
app: {{ .name }}
{{- end }}
{{- define "labels" -}}
{{ include "selector" . }}
{{- if .version }}
version: {{ .version }}
{{- end }}
{{- end }}
{{- define "env" }}
{{- range $k, $v := .map | default dict }}
- name: {{ $k }}
  value: {{ $v }}
{{- end }}
{{- end }}
{{- define "replicas" }}
  replicas: {{ .n }}
{{- end -}}
labels:
  {{- include "labels" . | nindent 2 }}
annotations:
{{ indent 2 (include "labels" .) }}
spec:
  name: {{ .name }}
  {{- include "replicas" . }}
  other: &other
    {{- toYaml .map | nindent 4 }}
data:
  text: |
    {{ .text | indent 4 | trim }}
{{- range $k, $v := .map | default dict }}
  {{- $k | nindent 2 }}: {{ $v | quote }}
  {{- print $k | nindent 2 }}.txt: |
    {{- $v | nindent 4 }}
{{- end }}
{{ .name }}: below
env:
  - name: A
    value: b
  {{- include "env" . | indent 2 }}
  {{- include "env" dict | indent 2 }}
list:
  - {{ include "selector" . | indent 4 | trim }}
quoted: {{ .name | quote }}
{{- include "env" dict | trim }}
items:
{{- range $k, $v := .map | default dict }}
- {{- dict $k $v | toYaml | nindent 2 }}
{{- end }}
EOF
cd "$T"
tmpl-render x.tmpl
printf '{{ define "v" }}{{ if .q }}\n  q: 1{{ else }}a: {{ .x }}{{ end }}{{ end }}{{ include "v" . }}\n---\n{{ define "w" }}{{ .x }}{{ end }}{{ include "w" . }}' >v.tmpl
printf '.q=false\n.x="#"\n' | tmpl-render v.tmpl
printf 'a: b\n  {{- print "c: d" | nindent 2 }}\n' >y.tmpl
! echo .=null | tmpl-render y.tmpl 2>&1
printf '{{ define "v" }}{{ tpl .l . }}{{ end }}a:\n  {{- include "v" . | nindent 2 }}\n' >z.tmpl
echo '.l="- {{ .l | len }}"' | tmpl-render z.tmpl 2>&1
printf '{{ define "v" }}a: 1{{ end }}a:\n  {{- include "v" . | upper | nindent 2 }}\n' >z.tmpl
echo .=null | tmpl-render z.tmpl 2>&1
printf '{{ define "v" }}a: 1{{ end }}a:\n  {{- with include "v" . | upper }}{{ . | nindent 2 }}{{ end }}\n' >z.tmpl
echo .=null | tmpl-render z.tmpl 2>&1
printf '{{ define "v" }}a: 1{{ end }}a:\n  {{- with include "v" . }}{{ . | nindent 2 }}{{ end }}\n' >z.tmpl
echo .=null | tmpl-render z.tmpl 2>&1
printf '{{ define "v" }}{{ tpl (toYaml .l) . }}{{ end }}a:\n  {{- include "v" . | nindent 2 }}\n' >z.tmpl
printf '.l[0]="{{ .b }}"\n.b="- c"\n' | tmpl-render z.tmpl 2>&1
printf 'a:\n  - {{- toYaml . | indent 4 | trimPrefix "   " }}\n' >z.tmpl
echo .b=1 | tmpl-render z.tmpl 2>&1
