cat >"$T/x.tmpl" <<'EOF'
a: "x"
  b: {{ .name }}

EOF
cd "$T"
tmpl-render  x.tmpl
