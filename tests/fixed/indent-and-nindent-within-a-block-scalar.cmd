cat >"$T/x.tmpl" <<'EOF'
{{ define "lines" }}one
two{{ end -}}
a: |
  x
  {{- include "lines" . | nindent 2 }}
  y:{{ include "lines" . | nindent 4 }}
{{ include "lines" . | indent 4 }}
  {{- .empty | nindent 2 }}
  z
b: >
  x
  {{- .s | nindent 2 }}
  z
c:
{{- .s | nindent 2 }}
EOF
cd "$T"
tmpl-render x.tmpl
printf 'a: |\n  x\n  {{- .s | nindent 1 }}\n' >y.tmpl
! echo '.s="b: c"' | tmpl-render y.tmpl 2>&1
