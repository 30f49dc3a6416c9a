cat >"$T/x.tmpl" <<'EOF'
a: b
  {{ .name }}

EOF
cd "$T"
tmpl-render  x.tmpl
