cat >"$T/x.tmpl" <<'EOF'
a: >
  {{ .text }}

EOF
cd "$T"
tmpl-render  x.tmpl
