cat >"$T/x.tmpl" <<'EOF'
a: "{{ .name }}
EOF
cd "$T"
tmpl-render  x.tmpl
