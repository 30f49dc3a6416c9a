cat >"$T/t" <<'EOF'
{{ define "y" }}a: {{ .x }}
b: [{{ .x }}]{{ end -}}
k: {{ (include "y" . | fromYaml).a }}
l: {{ (fromYaml (include "y" . | trim)).b | toJson }}
m:
{{ include "y" . | fromYaml | toYaml | indent 2 }}
n: {{ include "y" . | quote }}
EOF
tmpl-render "$T/t" <<<'.x="a]\n- b: c"'
