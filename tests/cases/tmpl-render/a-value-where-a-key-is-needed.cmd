cat >"$T/x.tmpl" <<'EOF'
a: 1
{{ .name }}
b: 2

EOF
cd "$T"
tmpl-render  x.tmpl
