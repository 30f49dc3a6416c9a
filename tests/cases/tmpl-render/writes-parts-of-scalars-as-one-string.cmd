cat >"$T/x.tmpl" <<'EOF'
a: pre-{{ .yes }}-post
b: {{ .n }}.{{ .n }}
c: {{ .n }}{{ .n }}
d: http://{{ .name }}:80/
{{ .name }}-{{ .n }}: e
{{ .n }}: f

EOF
cd "$T"
tmpl-render  x.tmpl
