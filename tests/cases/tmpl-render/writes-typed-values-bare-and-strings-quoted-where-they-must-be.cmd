cat >"$T/x.tmpl" <<'EOF'
name: {{ .name }}
n: {{ .n }}
big: {{ .big }}
yes1: {{ .yes }}
nil1: {{ .nil }}
f: {{ .f }}
t: {{ .t }}
part: {{ .n }}Gi
pair: {{ .n }}.{{ .n }}
{{ .n }}: key
"{{ .name }}-x": x
EOF
cd "$T"
tmpl-render -m default x.tmpl
