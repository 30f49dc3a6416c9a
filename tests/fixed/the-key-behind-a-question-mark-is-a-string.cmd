cat >"$T/x.tmpl" <<'EOF'
? {{ .n }}
: {{ .n }}
---
? {{ .b }} # comment
: {{ toYaml .n }}
?
  {{ toYaml .f }}
: {{ .s }}
---
? {{ .s }}: {{ .n }}
: - {{ .n }}
---
? - {{ .n }}
: [{{ .n }}]
---
? [{{ .n }}]
---
? {{ quote .n }}
---
? {{ .n }}-{{ .n }}
---
? &a {{ .n }}{{ .n }}
EOF
cd "$T"
tmpl-render x.tmpl
printf '? {{ .z }}\n' >y.tmpl
! echo '.z=null' | tmpl-render y.tmpl 2>&1
printf '? {{ repeat 2000 "x" }}\n: {{ 1 }}\n' >z.tmpl
! echo '.z=null' | tmpl-render z.tmpl 2>&1 | head -n 1
