cat >"$T/x.tmpl" <<'EOF'
a: {{ .name }}
  b

EOF
cd "$T"
tmpl-render  x.tmpl
