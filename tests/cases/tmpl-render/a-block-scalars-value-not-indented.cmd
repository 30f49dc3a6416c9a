cat >"$T/x.tmpl" <<'EOF'
a:
  b: |
{{ .text }}

EOF
cd "$T"
tmpl-render  x.tmpl
