cat >"$T/x.tmpl" <<'EOF'
{{- define "labels" }}
app: {{ .name }}
n: {{ .n | quote }}
{{- end -}}
a:
  {{- toYaml .map | nindent 2 }}
b: {{ toYaml .map }}
c:
{{ toYaml .map | indent 2 }}
d:
  x: 1
  {{- include "labels" . | nindent 2 }}
  {{- toYaml .empty | nindent 2 }}
e:
{{ include "labels" . | indent 2 }}
f:
- {{ toYaml .map | indent 2 | trim }}
g: {{ toYaml .empty }}
h:
  {{- toYaml .none | nindent 2 }}

EOF
cd "$T"
tmpl-render  x.tmpl
