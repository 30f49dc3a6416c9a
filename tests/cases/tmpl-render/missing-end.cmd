cat >"$T/x.tmpl" <<'EOF'
a: {{ if .x }}
EOF
cd "$T"
tmpl-render  x.tmpl
