cat >"$T/x.tmpl" <<'EOF'
{{- if .a.b.c }}x{{ end -}}
{{- with .q }}y{{ end -}}
a: {{ .z.y | default 1 }}
b: {{ empty .z }}
c: {{ not .z.a }}
d: {{ or .z .n }}
e: {{ ternary 1 2 (.z | empty) }}
f: {{ hasKey . "z" }}
g: {{ coalesce .z .n }}

EOF
cd "$T"
tmpl-render  x.tmpl
