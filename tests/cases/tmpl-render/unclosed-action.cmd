cat >"$T/x.tmpl" <<'EOF'
a: 1
b: {{ .x
EOF
cd "$T"
tmpl-render  x.tmpl
