cat >"$T/x.tmpl" <<'EOF'
a: {{ .name.x }}
EOF
cd "$T"
tmpl-render  x.tmpl
