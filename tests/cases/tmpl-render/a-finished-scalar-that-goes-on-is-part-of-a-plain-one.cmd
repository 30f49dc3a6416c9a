cat >"$T/x.tmpl" <<'EOF'
two: {{ .a | quote }}{{ .b | quote }}
apart: {{ .a | quote }} {{ .b | squote }}
nothing: {{ quote nil }}{{ .b | squote }}
suffix: {{ .a | quote }}-1
hash: {{ .a | quote }}#{{ .b }}
comment: {{ .a | quote }} # {{ .b }}
{{ .a | quote }}{{ .b | quote }}: [{{ .a | quote }}{{ .b }}, {{ .a | quote }}]
EOF
cd "$T"
tmpl-render x.tmpl
