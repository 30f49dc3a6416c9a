cat >"$T/x.tmpl" <<'EOF'
a: {{ nope .x }}
EOF
cd "$T"
tmpl-render  x.tmpl
