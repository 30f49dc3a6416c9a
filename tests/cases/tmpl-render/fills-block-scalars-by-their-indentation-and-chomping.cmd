cat >"$T/x.tmpl" <<'EOF'
a: |
  {{ .text }}
  end
b: |-
  {{- .text | nindent 2 }}
c: |+
{{ .text | indent 4 }}
d: >
  {{ .name }}
  is here
e: |
  {{ printf "  %s" .name }}

EOF
cd "$T"
tmpl-render  x.tmpl
